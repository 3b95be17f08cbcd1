package org.tavolo.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.tavolo.board.Edit;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;

/**
 * Revisions as JSON (docs/protocol.md S2). The edits of a revision are written once: the text that goes into the
 * journal is the text that goes into the frames. Thread-safe.
 */
public final class Revisions {
    private static final int SLOTS = 1_024;
    /** Longer texts are not kept, so that the slots hold 64 MB at the very most and in practice far under one. */
    private static final int LONGEST_KEPT = 32_768;

    private record Written(Revision revision, String edits) {}

    private static final AtomicReferenceArray<Written> RECENT = new AtomicReferenceArray<>(SLOTS);

    private Revisions() {
    }

    /** The numbered edits as a JSON array. */
    public static String edits(Revision revision) {
        int slot = System.identityHashCode(revision) & SLOTS - 1;
        Written recent = RECENT.get(slot);
        if (recent != null && recent.revision == revision) {
            return recent.edits;
        }
        String edits = Json.text(out -> EditWriter.numbered(out, revision.edits()));
        if (edits.length() <= LONGEST_KEPT) {
            RECENT.set(slot, new Written(revision, edits));
        }
        return edits;
    }

    /**
     * Whether such edits can be read back as they are: without halves of characters, for which a driver writes question
     * marks and says nothing, and without U+0000.
     */
    public static boolean readable(String edits) {
        for (int i = 0; i < edits.length(); i++) {
            if (Character.isSurrogate(edits.charAt(i))) {
                if (!Character.isSurrogatePair(edits.charAt(i), i + 1 < edits.length() ? edits.charAt(i + 1) : 0)) {
                    return false;
                }
                i++;
            }
        }
        // Perhaps a backslash that somebody typed: only reading tells.
        if (edits.contains("\\u0000")) {
            try {
                Json.stored(edits);
            } catch (Refusal refusal) {
                return false;
            }
        }
        return true;
    }

    /** Appends the whole revision. */
    static void write(StringBuilder out, Revision revision) {
        out.append("{\"rev\":").append(revision.rev())
                .append(",\"client\":\"").append(revision.client())
                .append("\",\"n\":").append(revision.n())
                .append(",\"by\":").append(revision.by())
                .append(",\"at\":").append(revision.at())
                .append(",\"edits\":").append(edits(revision)).append('}');
    }

    /** Appends an array of whole revisions. */
    static void write(StringBuilder out, List<Revision> revisions) {
        out.append('[');
        for (int i = 0; i < revisions.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            write(out, revisions.get(i));
        }
        out.append(']');
    }

    /** A whole revision as JSON. */
    public static byte[] write(Revision revision) {
        StringBuilder out = new StringBuilder();
        write(out, revision);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads what {@link #write(Revision)} wrote. */
    public static Revision read(byte[] utf8) throws Refusal {
        return read(Members.of(Json.stored(new String(utf8, StandardCharsets.UTF_8)), "invalid_json"));
    }

    static Revision read(Members members) throws Refusal {
        Revision revision = new Revision(members.whole("rev", 1, "invalid_seq"), members.id("client", "invalid_op_id"),
                members.whole("n", 1, "invalid_op_id"), (int) members.whole("by", 0, "invalid_value"),
                members.whole("at", 0, "invalid_value"),
                EditReader.numbered(members.list("edits", "invalid_envelope")));
        members.end();
        return revision;
    }

    /** A revision from its row in the journal. @param edits what {@link #edits} wrote */
    public static Revision read(long rev, UUID client, long n, int by, long at, String edits) {
        try {
            List<Edit> list = EditReader.numbered(Members.elements(Json.stored(edits), "invalid_json"));
            return new Revision(rev, client, n, by, at, list);
        } catch (Refusal e) {
            throw new IllegalStateException("revision " + rev + " in the journal cannot be read: " + e.reason(), e);
        }
    }
}
