package org.tavolo.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;

/** Writes what the HTTP carrier answers (docs/protocol.md §4, H2, H3). Thread-safe. */
public final class Answers {
    private Answers() {
    }

    /**
     * A page of revisions, those of {@code (from, to]} (H2).
     *
     * @param now the server's clock in milliseconds
     * @param present null when it was not asked for
     */
    public static byte[] revisions(long from, long to, long head, int generation, List<Revision> revisions,
                                   long now, Collection<Present> present) {
        StringBuilder out = new StringBuilder(256).append("{\"from\":").append(from).append(",\"to\":").append(to)
                .append(",\"head\":").append(head).append(",\"generation\":").append(generation)
                .append(",\"revisions\":");
        Revisions.write(out, revisions);
        out.append(",\"now\":").append(now).append(",\"present\":")
                .append(Json.text(json -> Frames.present(json, present == null ? List.of() : present)));
        return out.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** That a submission is numbered (H3). */
    public static byte[] numbered(long rev) {
        return ("{\"rev\":" + rev + "}").getBytes(StandardCharsets.US_ASCII);
    }

    /** The body of {@code application/problem+json}. @param retryAfterMs 0 when nothing is to be said of it */
    public static byte[] problem(Refusal refusal, long retryAfterMs, String requestId) {
        return Json.text(out -> {
            out.writeStartObject();
            out.writeNumberField("status", status(refusal));
            Frames.refusal(out, refusal, retryAfterMs, requestId);
            out.writeEndObject();
        }).getBytes(StandardCharsets.UTF_8);
    }

    /** The HTTP status of a refusal. */
    public static int status(Refusal refusal) {
        return switch (refusal.code()) {
            case UPGRADE -> 426;
            case AUTH -> 401;
            case DENIED -> 403;
            case INVALID -> switch (refusal.reason()) {
                case "not_found" -> 404;
                case "method" -> 405;
                case "precondition" -> 412;
                case "exists", "op_id_conflict" -> 409;
                case "media_type" -> 415;
                default -> 400;
            };
            case GONE -> 410;
            case LOCKED -> 423;
            case TOO_LARGE -> refusal.reason().equals("headers_too_large") ? 431 : 413;
            case RATE -> 429;
            case RETRY -> refusal.reason().equals("timeout") ? 408 : 503;
            case SUPERSEDED -> 409;
        };
    }
}
