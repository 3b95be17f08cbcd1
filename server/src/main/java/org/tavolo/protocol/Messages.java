package org.tavolo.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.tavolo.board.Code;
import org.tavolo.board.Edit;
import org.tavolo.board.Refusal;

/** What clients say, on both carriers. Thread-safe. */
public final class Messages {
    /** The version of the protocol; a server reads this one and, once there is one, the one before. */
    public static final int VERSION = 1;

    private static final int LONGEST_FIELD = 100;

    private Messages() {
    }

    /** The body of an HTTP submission (H3). */
    public static Message.Submit submission(UUID board, byte[] body) throws Refusal {
        return submit(board, Json.members(body));
    }

    /** The body of an HTTP presence (H4). */
    public static Message.Presence presence(UUID board, byte[] body) throws Refusal {
        return presence(board, Json.members(body));
    }

    /** What a client writes: the body of a frame. For clients in Java: load generators and tests. */
    public static byte[] write(Message message) {
        return Json.text(out -> {
            out.writeStartObject();
            if (message instanceof Message.Hello hello) {
                head(out, "hello", message);
                out.writeNumberField("v", VERSION);
                value(out, "rev", hello.rev());
                value(out, "generation", hello.generation());
            } else if (message instanceof Message.Submit submit) {
                head(out, "submit", message);
                out.writeNumberField("n", submit.n());
                out.writeNumberField("base", submit.base());
                out.writeFieldName("edits");
                EditWriter.submitted(out, submit.edits());
            } else if (message instanceof Message.Presence presence) {
                head(out, "presence", message);
                value(out, "item", presence.item());
                value(out, "field", presence.field());
                value(out, "caret", presence.caret() == null ? null : presence.caret().ends());
                value(out, "rev", presence.rev());
            }
            out.writeEndObject();
        }).getBytes(StandardCharsets.UTF_8);
    }

    private static void head(JsonGenerator out, String type, Message message) throws IOException {
        out.writeStringField("type", type);
        value(out, "board", message.board());
        value(out, "client", message.client());
    }

    private static void value(JsonGenerator out, String name, Object value) throws IOException {
        out.writeFieldName(name);
        Json.write(out, value);
    }

    /** The body of a frame. */
    static Message read(Members body) throws Refusal {
        String type = body.text("type", "invalid_type");
        switch (type) {
            case "hello":
                return hello(body);
            case "submit":
                return submit(board(body), body);
            case "presence":
                return presence(board(body), body);
            default:
                throw Refusal.invalid("invalid_type");
        }
    }

    private static Message.Hello hello(Members body) throws Refusal {
        if (!Long.valueOf(VERSION).equals(body.take("v"))) {
            throw new Refusal(Code.UPGRADE, "unsupported_version");
        }
        Message.Hello hello = new Message.Hello(board(body), client(body), body.wholeOrNull("rev", "invalid_seq"),
                body.wholeOrNull("generation", "invalid_seq"));
        body.end();
        return hello;
    }

    private static Message.Submit submit(UUID board, Members body) throws Refusal {
        UUID client = client(body);
        long n = body.whole("n", 1, "invalid_op_id");
        try {
            long base = body.whole("base", 0, "invalid_seq");
            List<Edit> edits = EditReader.submitted(body.list("edits", "invalid_envelope"));
            body.end();
            return new Message.Submit(board, client, n, base, edits, null);
        } catch (Refusal fault) {
            return new Message.Submit(board, client, n, 0, List.of(), fault);
        }
    }

    private static Message.Presence presence(UUID board, Members body) throws Refusal {
        UUID client = client(body);
        UUID item = body.has("item") ? body.idOrNull("item", "invalid_value") : null;
        String field = body.textOrNull("field", "invalid_value");
        if (field != null && field.length() > LONGEST_FIELD) {
            throw Refusal.invalid("invalid_value");
        }
        Message.Caret caret = caret(body.take("caret"));
        Long rev = body.wholeOrNull("rev", "invalid_seq");
        body.end();
        return new Message.Presence(board, client, item, field, caret, rev);
    }

    private static Message.Caret caret(Object caret) throws Refusal {
        if (caret == null) {
            return null;
        }
        if (caret instanceof List<?> ends && ends.size() == 2 && ends.get(0) instanceof Long from
                && ends.get(1) instanceof Long to && from >= 0 && to >= 0) {
            return new Message.Caret(from, to);
        }
        throw Refusal.invalid("invalid_value");
    }

    private static UUID board(Members body) throws Refusal {
        return body.id("board", "not_found");
    }

    private static UUID client(Members body) throws Refusal {
        return body.id("client", "invalid_op_id");
    }
}
