package org.tavolo.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.people.Person;
import org.tavolo.people.Role;

/**
 * Writes what the server says live, each a whole frame with its envelope (docs/protocol.md L1), encoded once for all
 * who get it. Thread-safe.
 */
public final class Frames {
    /** A longer frame is not sent; its readers are told the head instead (L5). In bytes. */
    public static final int LARGEST = 48 * 1_024;

    /** What is meant for one socket alone. */
    private static final String YOU = "you";

    private Frames() {
    }

    /** What was numbered (L4): the revisions of {@code (from, to]}. */
    public static byte[] edits(UUID board, long from, long to, List<Revision> revisions) {
        return bytes(numbered(board, from, to, revisions).append("}}"));
    }

    /** That nothing more was numbered than {@code head} (L4). @param now the server's clock in milliseconds */
    public static byte[] heartbeat(UUID board, long head, long now) {
        return bytes(numbered(board, head, head, List.of()).append(",\"now\":").append(now).append("}}"));
    }

    private static StringBuilder numbered(UUID board, long from, long to, List<Revision> revisions) {
        StringBuilder out = new StringBuilder(256).append("{\"type\":\"rec\",\"address\":\"board.").append(board)
                .append("\",\"body\":{\"type\":\"edits\",\"from\":").append(from).append(",\"to\":").append(to)
                .append(",\"revisions\":");
        Revisions.write(out, revisions);
        return out;
    }

    /** Only how far the board is (L5). */
    public static byte[] head(UUID board, long head) {
        return bytes(new StringBuilder(128).append("{\"type\":\"rec\",\"address\":\"board.").append(board)
                .append("\",\"body\":{\"type\":\"head\",\"head\":").append(head).append("}}"));
    }

    /** The answer to hello (L2). @param server version of the server; @param now its clock in milliseconds */
    public static byte[] welcome(UUID board, long head, int generation, int me, Role role, String server, long now) {
        return frame(YOU, "welcome", out -> {
            out.writeNumberField("v", Messages.VERSION);
            out.writeStringField("board", board.toString());
            out.writeNumberField("head", head);
            out.writeNumberField("generation", generation);
            out.writeNumberField("me", me);
            out.writeStringField("role", role.wire());
            out.writeStringField("server", server);
            out.writeNumberField("now", now);
        });
    }

    /** A submission was not numbered (L6). @param retryAfterMs 0 when nothing is to be said of it */
    public static byte[] refused(UUID board, UUID client, long n, Refusal refusal, long retryAfterMs,
                                 String requestId) {
        return frame(YOU, "refused", out -> {
            out.writeStringField("board", board.toString());
            out.writeStringField("client", client.toString());
            out.writeNumberField("n", n);
            refusal(out, refusal, retryAfterMs, requestId);
        });
    }

    /** Anything else that was not done (§4). */
    public static byte[] err(Refusal refusal, long retryAfterMs, String requestId) {
        return frame(YOU, "err", out -> refusal(out, refusal, retryAfterMs, requestId));
    }

    /** The board has another past now (L11). */
    public static byte[] superseded(UUID board) {
        return frame("board." + board, "err", out -> {
            out.writeStringField("code", Code.SUPERSEDED.wire());
            out.writeStringField("reason", "generation");
        });
    }

    /** Who is where (L8). @param full whether everybody is in it; @param gone clients that left */
    public static byte[] present(UUID board, boolean full, Collection<Present> people, Collection<UUID> gone) {
        return frame("presence." + board, "present", out -> {
            out.writeBooleanField("full", full);
            out.writeFieldName("people");
            present(out, people);
            out.writeArrayFieldStart("gone");
            for (UUID client : gone) {
                out.writeString(client.toString());
            }
            out.writeEndArray();
        });
    }

    /** People who are new or changed (L8). */
    public static byte[] people(UUID board, Collection<Person> people) {
        return frame("board." + board, "people", out -> {
            out.writeFieldName("people");
            people(out, people);
        });
    }

    /** Somebody was muted, or may write again: for them alone (L8). */
    public static byte[] seated(UUID board, Person person, boolean muted) {
        return frame(YOU, "people", out -> {
            out.writeStringField("board", board.toString());
            out.writeArrayFieldStart("people");
            out.writeStartObject();
            person(out, person);
            if (muted) {
                out.writeBooleanField("muted", true);
            }
            out.writeEndObject();
            out.writeEndArray();
        });
    }

    /** All notes off the record that are on a board now (H44). */
    public static byte[] offRecord(UUID board, Collection<OffRecordNote> notes) {
        return frame("board." + board, "offRecord", out -> {
            out.writeArrayFieldStart("notes");
            for (OffRecordNote note : notes) {
                out.writeStartObject();
                out.writeStringField("note", note.note().toString());
                out.writeNumberField("by", note.by());
                out.writeNumberField("at", note.at());
                out.writeStringField("text", note.text());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    /** A socket is at this board no more, though at others still (L9). */
    public static byte[] ended(UUID board) {
        return frame(YOU, "ended", out -> out.writeStringField("board", board.toString()));
    }

    static void present(JsonGenerator out, Collection<Present> people) throws IOException {
        out.writeStartArray();
        for (Present present : people) {
            out.writeStartObject();
            out.writeStringField("client", present.client().toString());
            out.writeNumberField("person", present.person());
            out.writeStringField("item", present.item() == null ? null : present.item().toString());
            out.writeStringField("field", present.field());
            out.writeFieldName("caret");
            Json.write(out, present.caret() == null ? null : present.caret().ends());
            out.writeFieldName("rev");
            Json.write(out, present.rev());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static void people(JsonGenerator out, Collection<Person> people) throws IOException {
        out.writeStartArray();
        for (Person person : people) {
            out.writeStartObject();
            person(out, person);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void person(JsonGenerator out, Person person) throws IOException {
        out.writeNumberField("person", person.number());
        out.writeStringField("name", person.name());
        out.writeStringField("party", person.party().wire());
        out.writeStringField("role", person.role().wire());
    }

    static void refusal(JsonGenerator out, Refusal refusal, long retryAfterMs, String requestId) throws IOException {
        out.writeStringField("code", refusal.code().wire());
        out.writeStringField("reason", refusal.reason());
        if (refusal.at() >= 0) {
            out.writeNumberField("at", refusal.at());
        }
        if (retryAfterMs > 0) {
            out.writeNumberField("retryAfterMs", retryAfterMs);
        }
        out.writeStringField("requestId", requestId);
    }

    private static byte[] frame(String address, String type, Json.Writing body) {
        return Json.text(out -> {
            out.writeStartObject();
            out.writeStringField("type", "rec");
            out.writeStringField("address", address);
            out.writeObjectFieldStart("body");
            out.writeStringField("type", type);
            body.to(out);
            out.writeEndObject();
            out.writeEndObject();
        }).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
