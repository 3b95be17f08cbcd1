package org.tavolo.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The vectors that the browser's board passes as well (web-client/test/board/vectors.test.ts). */
class VectorsTest {
    @TestFactory
    Stream<DynamicTest> theBoardDoesWhatTheVectorsSay() throws Exception {
        return scenes("board", VectorsTest::play);
    }

    @TestFactory
    Stream<DynamicTest> theInverseIsTheOneOfTheVectors() throws Exception {
        return scenes("inverse", scene -> {
            Board board = new Board(new ToyRules());
            board.applyAll(BoardJson.edits(scene.get("start")), 1, 1);
            List<Edit> numbered = board.applyAll(BoardJson.edits(scene.get("submit")), 2, 2);
            board.applyAll(BoardJson.edits(scene.get("then")), 3, 3);
            assertEquals(scene.get("numbered"), BoardJson.read(BoardJson.json(numbered, true)));
            JsonNode before = BoardJson.json(board.items());
            assertEquals(scene.get("inverse"), BoardJson.read(BoardJson.json(Inverse.of(numbered, board), false)));
            assertEquals(before, BoardJson.json(board.items()));
        });
    }

    @TestFactory
    Stream<DynamicTest> rebasingGivesWhatTheVectorsSay() throws Exception {
        return scenes("rebase", scene -> {
            List<Edit> mine = BoardJson.edits(scene.get("mine"));
            List<Edit> theirs = BoardJson.edits(scene.get("theirs"));
            Rebase.Crossed crossed = Rebase.cross(mine, theirs);
            assertEquals(scene.get("mineAfter"), BoardJson.read(BoardJson.json(crossed.mine(), false)));
            assertEquals(scene.get("theirsAfter"), BoardJson.read(BoardJson.json(crossed.theirs(), false)));
            assertEquals(crossed.mine(), Rebase.over(mine, theirs));
        });
    }

    @Test
    void textOperationsGiveWhatTheVectorsSay() throws Exception {
        JsonNode vectors = BoardJson.vectors("text-op");
        for (JsonNode one : vectors.get("apply")) {
            String before = one.get("before").asText();
            TextOp op = BoardJson.op(one.get("op"));
            assertEquals(one.get("normal"), BoardJson.json(op));
            assertEquals(one.get("after").asText(), op.apply(before));
            assertEquals(one.get("invertible"), BoardJson.json(op.invertible(before)));
            assertEquals(one.get("inverse"), BoardJson.json(op.invertible(before).invert()));
            assertEquals(before, op.invertible(before).invert().apply(op.apply(before)));
        }
        for (JsonNode one : vectors.get("transform")) {
            TextOp op = BoardJson.op(one.get("op"));
            TextOp other = BoardJson.op(one.get("other"));
            assertEquals(one.get("left"), BoardJson.json(op.transform(other, TextOp.Side.LEFT)));
            assertEquals(one.get("right"), BoardJson.json(op.transform(other)));
        }
        for (JsonNode one : vectors.get("compose")) {
            TextOp composed = BoardJson.op(one.get("first")).compose(BoardJson.op(one.get("next")));
            assertEquals(one.get("composed"), BoardJson.json(composed));
            assertEquals(one.get("after").asText(), composed.apply(one.get("before").asText()));
        }
        for (JsonNode one : vectors.get("between")) {
            TextOp op = TextOp.between(one.get("before").asText(), one.get("after").asText());
            assertEquals(one.get("op"), BoardJson.json(op));
            assertEquals(one.get("after").asText(), op.apply(one.get("before").asText()));
        }
        for (JsonNode one : vectors.get("positions")) {
            assertEquals(one.get("then").asInt(), BoardJson.op(one.get("op")).transform(one.get("position").asInt()));
        }
        for (JsonNode one : vectors.get("refused")) {
            assertEquals(one.get("reason").asText(),
                    assertThrows(Refusal.class, () -> BoardJson.op(one.get("op"))).reason());
        }
    }

    @Test
    void textsAreCountedComparedAndRefusedAsTheVectorsSay() throws Exception {
        JsonNode vectors = BoardJson.vectors("text");
        for (JsonNode one : vectors.get("length")) {
            assertEquals(one.get("length").asInt(), Text.length(one.get("text").asText()));
        }
        for (JsonNode one : vectors.get("fingerprint")) {
            assertEquals(one.get("fingerprint").asText(), Text.fingerprint(one.get("text").asText()));
        }
        List<String> order = new ArrayList<>();
        vectors.get("order").forEach(one -> order.add(one.asText()));
        List<String> shuffled = new ArrayList<>(order);
        Collections.reverse(shuffled);
        shuffled.sort(Text.BY_CODE_POINT);
        assertEquals(order, shuffled);
        for (JsonNode one : vectors.get("refused")) {
            Refusal refusal = assertThrows(Refusal.class, () -> checkAll(one.get("text").asText()));
            assertEquals(one.get("reason").asText(), refusal.reason());
        }
        for (JsonNode one : vectors.get("allowed")) {
            checkAll(one.asText());
        }
        for (String lone : List.of("\uD800", "a\uD800b", "\uDC00", "\uDC00\uD800", "\uD800\uD800\uDC00")) {
            assertEquals("invalid_text", assertThrows(Refusal.class, () -> Text.check(lone)).reason());
        }
    }

    @Test
    void positionKeysAreThoseOfTheVectors() throws Exception {
        JsonNode vectors = BoardJson.vectors("keys");
        for (JsonNode one : vectors.get("between")) {
            String key = PositionKeys.between(one.get("after").textValue(), one.get("before").textValue());
            assertEquals(one.get("key").asText(), key);
        }
        for (JsonNode run : vectors.get("runs")) {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < run.get("steps").asInt(); i++) {
                int at = switch (run.get("cycle").get(i % run.get("cycle").size()).asText()) {
                    case "first" -> 0;
                    case "middle" -> keys.size() / 2;
                    case "before last" -> Math.max(0, keys.size() - 1);
                    default -> keys.size();
                };
                keys.add(at, PositionKeys.between(at == 0 ? null : keys.get(at - 1),
                        at == keys.size() ? null : keys.get(at)));
            }
            assertEquals(keys.stream().sorted().distinct().toList(), keys);
            assertEquals(run.get("first").asText(), keys.get(0));
            assertEquals(run.get("last").asText(), keys.get(keys.size() - 1));
            assertEquals(run.get("longest").asInt(), keys.stream().mapToInt(String::length).max().orElseThrow());
            assertEquals(run.get("fingerprint").asText(), Text.fingerprint(String.join(",", keys)));
        }
        for (JsonNode one : vectors.get("spread")) {
            List<String> keys = PositionKeys.spread(one.get("count").asInt());
            assertEquals(one.get("count").asInt(), keys.size());
            if (one.has("keys")) {
                assertEquals(one.get("keys"), BoardJson.MAPPER.valueToTree(keys));
            } else {
                assertEquals(one.get("fingerprint").asText(), Text.fingerprint(String.join(",", keys)));
            }
        }
        vectors.get("keys").forEach(key -> assertTrue(PositionKeys.isKey(key.asText()), key.asText()));
        vectors.get("noKeys").forEach(key -> assertFalse(PositionKeys.isKey(key.asText()), key.asText()));
        assertThrows(IllegalArgumentException.class, () -> PositionKeys.between("V", "V"));
        assertThrows(IllegalArgumentException.class, () -> PositionKeys.between("W", "V"));
    }

    private static void play(JsonNode scene) throws Exception {
        Board board = new Board(new ToyRules());
        Board replica = new Board(new ToyRules());
        for (JsonNode step : scene.get("steps")) {
            int by = step.get("by").asInt();
            long at = step.get("at").asLong();
            List<Edit> submitted = BoardJson.edits(step.get("submit"));
            JsonNode before = BoardJson.json(board.items());
            if (step.has("refused")) {
                Refusal refusal = assertThrows(Refusal.class, () -> board.applyAll(submitted, by, at), step.toString());
                assertEquals(step.get("refused").get("code").asText(), refusal.code().wire());
                assertEquals(step.get("refused").get("reason").asText(), refusal.reason());
                assertEquals(step.get("refused").get("at").asInt(), refusal.at());
                assertEquals(before, BoardJson.json(board.items()));
            } else {
                List<Edit> numbered = board.applyAll(submitted, by, at);
                assertEquals(step.get("numbered"), BoardJson.read(BoardJson.json(numbered, true)));
                List<Edit> read = BoardJson.edits(step.get("numbered"));
                replica.replay(new Revision(1, new UUID(0, 1), 1, by, at, read));
            }
        }
        assertEquals(scene.get("items"), BoardJson.read(BoardJson.json(board.items())));
        assertEquals(BoardJson.json(board.items()), BoardJson.json(replica.items()));
        assertEquals(texts(scene.get("hidden")), board.items().stream().filter(item -> board.hidden(item.id()))
                .map(item -> item.id().toString()).sorted().toList());
        scene.get("children").properties().forEach(entry -> {
            UUID parent = entry.getKey().isEmpty() ? null : UUID.fromString(entry.getKey());
            assertEquals(texts(entry.getValue()),
                    board.children(parent).stream().map(item -> item.id().toString()).toList());
        });
    }

    private static void checkAll(String text) throws Refusal {
        Text.check(text);
        Text.checkMarks(text);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private interface Scene {
        void play(JsonNode scene) throws Exception;
    }

    private static Stream<DynamicTest> scenes(String file, Scene play) throws Exception {
        return StreamSupport.stream(BoardJson.vectors(file).spliterator(), false).map(scene -> DynamicTest.dynamicTest(
                scene.get("name").asText() + " (" + scene.get("rules").asText() + ")", () -> play.play(scene)));
    }
}
