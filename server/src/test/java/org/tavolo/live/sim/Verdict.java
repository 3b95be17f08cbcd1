package org.tavolo.live.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.tavolo.board.Board;
import org.tavolo.board.Edit;
import org.tavolo.board.Rebase;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;
import org.tavolo.board.TextOp;
import org.tavolo.protocol.Message;
import org.tavolo.protocol.Messages;
import org.tavolo.protocol.Revisions;
import org.tavolo.protocol.Snapshots;

/** Writes down what happened in one history and says at its end what was wrong with it. */
final class Verdict {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A correct client, whatever the network does to it, is never refused for one of these. */
    private static final Set<String> NEVER = Set.of("invalid_op", "invalid_text", "invalid_seq", "op_id_conflict",
            "invalid_json", "invalid_envelope", "unknown_member", "unknown_type", "unknown_field", "unknown_relation",
            "invalid_value", "hello_required", "invalid_op_id", "wrong_kind", "exists");

    private record Key(UUID client, long n) {}

    private final World world;
    private final Map<Key, Message.Submit> sent = new HashMap<>();
    private final Map<Key, Long> acknowledged = new HashMap<>();
    private final Map<Long, Revision> told = new HashMap<>();
    private final Map<String, Tab> marks = new LinkedHashMap<>();
    private final Set<String> freeMarks = new HashSet<>();
    private final Set<Tab> undoing = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();
    int edits;

    Verdict(World world) {
        this.world = world;
    }

    boolean isWrong() {
        return !wrong.isEmpty();
    }

    List<String> wrong() {
        return wrong;
    }

    void wrong(String what) {
        if (wrong.size() < 20) {
            wrong.add(what);
        }
    }

    // What happens

    /** Somebody was shown these. */
    void told(List<Revision> revisions) {
        for (Revision revision : revisions) {
            Revision before = told.putIfAbsent(revision.rev(), revision);
            if (before != null && !before.equals(revision)) {
                wrong("revision " + revision.rev() + " was told in two ways");
            }
        }
    }

    void acknowledged(UUID client, long n, long rev) {
        Long before = acknowledged.putIfAbsent(new Key(client, n), rev);
        if (before != null && before != rev) {
            wrong("submission " + n + " of " + client + " was acknowledged as " + before + " and " + rev);
        }
    }

    void sent(JsonNode body, Tab tab) {
        if ("submit".equals(body.path("type").asText())) {
            sentOverHttp(body.toString(), tab);
        }
    }

    /** The first time a submission leaves counts: it must never change. */
    void sentOverHttp(String body, Tab tab) {
        try {
            JsonNode plain = JSON.readTree(body);
            ((ObjectNode) plain).remove(List.of("type", "board"));
            Message.Submit submit = Messages.submission(world.board, plain.toString().getBytes(StandardCharsets.UTF_8));
            if (submit.fault() != null) {
                wrong("tab " + tab.number + " sent what cannot be read: " + submit.fault().getMessage());
            }
            Message.Submit before = sent.putIfAbsent(new Key(submit.client(), submit.n()), submit);
            if (before != null && !before.equals(submit)) {
                wrong("tab " + tab.number + " sent submission " + submit.n() + " again with other content");
            }
        } catch (Refusal refusal) {
            wrong("tab " + tab.number + " sent what cannot be read: " + refusal.getMessage());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What the person did: text that was put in must be found again, unless the same person took it out. */
    void did(Tab tab, String kind, String mark, JsonNode did) {
        if (kind.equals("undo") || kind.equals("redo")) {
            undoing.add(tab);
            return;
        }
        String text = did.toString();
        edits += did.size();
        if (!mark.isEmpty() && text.contains(mark)) {
            marks.put(mark, tab);
        }
        for (JsonNode edit : did) {
            for (JsonNode part : edit.path("op")) {
                part.path("d").asText().codePoints().forEach(taken -> freeMarks.add(Character.toString(taken)));
            }
        }
    }

    /** The tab died so soon after this that it may not have reached the device. */
    void mayBeLost(String mark) {
        freeMarks.add(mark);
    }

    // What there is at the end

    void judge(Map<Tab, JsonNode> states) {
        List<Revision> journal = world.disk.all(world.board);
        numbers(journal);
        shown(journal);
        order(journal);
        Board board = new Board(SimRules.RULES);
        try {
            journal.forEach(board::replay);
        } catch (IllegalStateException unfit) {
            wrong("the journal cannot be replayed: " + unfit.getMessage());
            return;
        }
        String replayed = canonical(board.snapshot(world.board, journal.size(), 1));
        world.reopened(snapshot -> {
            if (!canonical(snapshot).equals(replayed)) {
                wrong("a room that is opened anew differs from the journal");
            }
        });
        Set<String> refused = new HashSet<>();
        states.forEach((tab, state) -> {
            if (!canonical(state.get("items")).equals(replayed)) {
                wrong("tab " + tab.number + " shows another board than the journal");
            }
            for (JsonNode one : state.get("refused")) {
                refused.add(one.toString());
                if (NEVER.contains(one.get("reason").asText())) {
                    wrong("tab " + tab.number + " was refused for " + one.get("reason").asText());
                }
            }
        });
        marks(journal, String.join("\n", refused));
    }

    private void numbers(List<Revision> journal) {
        Map<UUID, Long> last = new HashMap<>();
        Map<Key, Long> revs = new HashMap<>();
        for (Revision revision : journal) {
            Long before = last.put(revision.client(), revision.n());
            if (before != null && before >= revision.n()) {
                wrong("submissions " + before + " and " + revision.n() + " of one client stand in that order");
            }
            revs.put(new Key(revision.client(), revision.n()), revision.rev());
        }
        acknowledged.forEach((key, rev) -> {
            if (!rev.equals(revs.get(key))) {
                wrong("acknowledged as " + rev + ", on disk as " + revs.get(key));
            }
        });
    }

    private void shown(List<Revision> journal) {
        told.forEach((rev, revision) -> {
            if (rev > journal.size() || !journal.get((int) (rev - 1)).equals(revision)) {
                wrong("revision " + rev + " was shown and is not on disk");
            }
        });
    }

    /** Every revision is what was sent, rebased over what was sequenced since its base, and nothing else. */
    private void order(List<Revision> journal) {
        for (Revision revision : journal) {
            Message.Submit submit = sent.get(new Key(revision.client(), revision.n()));
            if (submit == null) {
                if (!revision.client().equals(World.FIRST)) {
                    wrong("revision " + revision.rev() + " was never sent");
                }
                continue;
            }
            List<Edit> edits = submit.edits();
            for (long rev = submit.base() + 1; rev < revision.rev(); rev++) {
                edits = Rebase.over(edits, journal.get((int) (rev - 1)).edits());
            }
            if (!texts(edits).equals(texts(revision.edits()))) {
                wrong("revision " + revision.rev() + " is not what was sent, rebased");
            }
        }
    }

    private static List<Object> texts(List<Edit> edits) {
        List<Object> texts = new ArrayList<>();
        for (Edit edit : edits) {
            if (edit instanceof Edit.Type type) {
                for (TextOp.Part part : type.op().parts()) {
                    texts.add(part instanceof TextOp.Delete delete ? -delete.length() : part);
                }
            }
            texts.add(edit.getClass().getSimpleName() + edit.item());
        }
        return texts;
    }

    /**
     * Every character that somebody wrote is put in once; again only after somebody took it out and undid that. When
     * two took it out at the same time and both undo, it is there twice, which is what they asked for.
     */
    private void marks(List<Revision> journal, String refused) {
        Map<String, Integer> there = new HashMap<>();
        for (Revision revision : journal) {
            for (Edit edit : revision.edits()) {
                text(edit, true).codePoints().mapToObj(Character::toString).forEach(point -> {
                    if (there.merge(point, 1, Integer::sum) > 1 && marks.containsKey(point) && undoing.size() < 2) {
                        wrong("what tab " + marks.get(point).number + " wrote is there twice: " + point);
                    }
                });
                text(edit, false).codePoints().mapToObj(Character::toString)
                        .forEach(point -> there.merge(point, -1, Integer::sum));
            }
        }
        marks.forEach((mark, tab) -> {
            boolean free = freeMarks.contains(mark) || undoing.contains(tab);
            if (!there.containsKey(mark) && !free && !refused.contains(mark)) {
                wrong("what tab " + tab.number + " wrote is lost: " + mark);
            }
        });
    }

    /** What a numbered edit puts into texts, or takes out. */
    private static String text(Edit edit, boolean in) {
        StringBuilder text = new StringBuilder();
        if (edit instanceof Edit.Type type) {
            for (TextOp.Part part : type.op().parts()) {
                if (in && part instanceof TextOp.Insert insert) {
                    text.append(insert.text());
                } else if (!in && part instanceof TextOp.Delete delete) {
                    text.append(delete.text());
                }
            }
        } else if (in && edit instanceof Edit.Create create) {
            create.fields().values().forEach(text::append);
        }
        return text.toString();
    }

    static String canonical(Snapshot snapshot) {
        try {
            byte[] json = Snapshots.write(snapshot, List.of());
            return canonical(JSON.readTree(json).get("items"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String canonical(JsonNode items) {
        Map<String, String> byId = new TreeMap<>();
        items.forEach(item -> byId.put(item.get("id").asText(), sorted(item)));
        return String.join("\n", byId.values());
    }

    private static String sorted(JsonNode node) {
        if (!node.isObject()) {
            return node.toString();
        }
        Map<String, String> members = new TreeMap<>();
        node.fields().forEachRemaining(member -> members.put(member.getKey(), sorted(member.getValue())));
        return members.toString();
    }

    /** The journal as the protocol writes it, for the report of a history. */
    List<String> journal() {
        return world.disk.all(world.board).stream()
                .map(revision -> new String(Revisions.write(revision), StandardCharsets.UTF_8)).toList();
    }
}
