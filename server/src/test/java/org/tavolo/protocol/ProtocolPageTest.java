package org.tavolo.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tavolo.board.Code;
import org.tavolo.board.Item;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;
import org.tavolo.people.Role;

/** The examples of docs/protocol.md are the fixtures of both test suites, and this server reads and writes them. */
class ProtocolPageTest {
    private static final Path FIXTURES = Path.of("src/test/resources/protocol-fixtures");
    private static final UUID BOARD = UUID.fromString("019a0000-0000-7000-8000-00000000b001");
    private static final UUID CLIENT = UUID.fromString("019a0000-0000-7000-8000-00000000c001");
    private static final UUID ITEM = UUID.fromString("019a0000-0000-7000-8000-000000000010");

    @Test
    void everyExampleOnThePageIsAFixtureAndEveryFixtureIsOnThePage() throws Exception {
        Map<String, String> onPage = new TreeMap<>();
        Matcher example = Pattern.compile("```json (\\S+)\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/protocol.md")));
        while (example.find()) {
            assertNull(onPage.put(example.group(1), example.group(2)), "twice on the page: " + example.group(1));
        }
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> list = Files.list(FIXTURES)) {
            for (Path file : list.toList()) {
                files.put(file.getFileName().toString().replace(".json", ""), Files.readString(file));
            }
        }
        assertEquals(onPage, files);
    }

    @Test
    void anItemIsReadAndWrittenBackEqual() throws Exception {
        Item item = Snapshots.item(Json.members(fixture("item")));
        assertEquals(text("item"), Json.text(out -> Snapshots.write(out, item)));
        Snapshot snapshot = new Snapshot(BOARD, 42, 1, List.of(item));
        assertEquals(snapshot, Snapshots.read(BOARD, Snapshots.write(snapshot, List.of())));
        assertEquals(snapshot, Snapshots.unpack(BOARD, Snapshots.pack(snapshot)));
    }

    @Test
    void aRevisionIsReadAndWrittenBackEqual() throws Exception {
        Revision revision = Revisions.read(fixture("revision"));
        assertArrayEquals(fixture("revision"), Revisions.write(revision));
        assertEquals(revision, Revisions.read(revision.rev(), revision.client(), revision.n(), revision.by(),
                revision.at(), Revisions.edits(revision)));
    }

    @Test
    void whatClientsSayIsReadAndWrittenBackEqual() throws Exception {
        for (String name : List.of("hello", "submit", "presence")) {
            String frame = "{\"type\":\"send\",\"address\":\"tavolo\",\"body\":" + text(name) + "}";
            Message message = ((Envelope.Send) Envelope.read(frame)).message();
            assertEquals(Json.read(fixture(name)), Json.read(Messages.write(message)));
        }
    }

    @Test
    void theAnswerToHelloIsTheOneOnThePage() throws Exception {
        assertFrame("you", "welcome",
                Frames.welcome(BOARD, 42, 1, 7, Role.INVITED, "2026-11-21", 1_790_000_000_000L));
    }

    @Test
    void aFrameOfEditsIsTheOneOnThePage() throws Exception {
        Members page = Json.members(fixture("edits"));
        List<Revision> revisions = List.of(Revisions.read(
                Members.of(page.list("revisions", "invalid_envelope").get(0), "invalid_envelope")));
        assertFrame("board." + BOARD, "edits", Frames.edits(BOARD, 41, 42, revisions));
    }

    @Test
    void aHeartbeatIsTheOneOnThePageAndTellsTheTime() throws Exception {
        assertFrame("board." + BOARD, "heartbeat", Frames.heartbeat(BOARD, 42, 1_790_000_002_000L));
    }

    @Test
    void aRefusalIsTheOneOnThePage() throws Exception {
        assertFrame("you", "refused",
                Frames.refused(BOARD, CLIENT, 3, new Refusal(Code.INVALID, "not_found", 0), 0, "k3v9"));
    }

    @Test
    void presenceOfOthersIsTheOneOnThePage() throws Exception {
        Present present = new Present(CLIENT, 7, ITEM, "actions", new Message.Caret(5, 5), 42L);
        assertFrame("presence." + BOARD, "present", Frames.present(BOARD, false, List.of(present), List.of()));
    }

    @Test
    void thatTheBoardHasAnotherPastIsTheOneOnThePage() throws Exception {
        assertFrame("board." + BOARD, "superseded", Frames.superseded(BOARD));
    }

    private static void assertFrame(String address, String name, byte[] frame) throws Exception {
        assertEquals(Map.of("type", "rec", "address", address, "body", Json.read(fixture(name))), Json.read(frame));
    }

    private static byte[] fixture(String name) throws IOException {
        return text(name).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String name) throws IOException {
        return Files.readString(FIXTURES.resolve(name + ".json")).strip();
    }
}
