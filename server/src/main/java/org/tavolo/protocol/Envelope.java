package org.tavolo.protocol;

import java.util.UUID;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;

/** What a frame from a browser holds (docs/protocol.md L1). */
public sealed interface Envelope {
    /** The one address that browsers send to. */
    String INBOUND = "tavolo";

    /** A message for this server. */
    record Send(Message message) implements Envelope {}

    /** Wants to hear a topic from now on. */
    record Register(Topic topic) implements Envelope {}

    /** Wants to hear it no more. */
    record Unregister(Topic topic) implements Envelope {}

    /** A sign of life. */
    record Ping() implements Envelope {}

    /** A stream of frames: {@code board.<id>} or {@code presence.<id>}. */
    record Topic(boolean presence, UUID board) {
        /** The address as it is written. */
        public String address() {
            return (presence ? "presence." : "board.") + board;
        }

        /** The topic of this address, or null when it names none. */
        public static Topic of(String address) {
            boolean presence = address.startsWith("presence.");
            if (!presence && !address.startsWith("board.")) {
                return null;
            }
            UUID board = Ids.orNull(address.substring(address.indexOf('.') + 1));
            return board == null ? null : new Topic(presence, board);
        }
    }

    /** Reads a frame. @throws Refusal with the reasons of docs/protocol.md §4; nothing of the frame is in it */
    static Envelope read(byte[] utf8) throws Refusal {
        return read(Json.members(utf8));
    }

    /** Reads a frame, see {@link #read(byte[])}. */
    static Envelope read(String text) throws Refusal {
        return read(Json.members(text));
    }

    private static Envelope read(Members frame) throws Refusal {
        String type = frame.text("type", "invalid_type");
        if (frame.has("replyAddress") || frame.has("headers")) {
            throw Refusal.invalid("invalid_envelope");
        }
        Envelope envelope;
        switch (type) {
            case "ping":
                envelope = new Ping();
                break;
            case "send":
                if (!address(frame).equals(INBOUND)) {
                    throw new Refusal(Code.DENIED, "forbidden");
                }
                envelope = new Send(Messages.read(frame.members("body", "invalid_envelope")));
                break;
            case "register":
                envelope = new Register(topic(frame));
                break;
            case "unregister":
                envelope = new Unregister(topic(frame));
                break;
            case "publish":
                throw new Refusal(Code.DENIED, "forbidden");
            default:
                throw Refusal.invalid("invalid_type");
        }
        frame.end();
        return envelope;
    }

    private static Topic topic(Members frame) throws Refusal {
        Topic topic = Topic.of(address(frame));
        if (topic == null) {
            throw new Refusal(Code.DENIED, "forbidden");
        }
        return topic;
    }

    private static String address(Members frame) throws Refusal {
        String address = frame.text("address", "invalid_address");
        if (address.isEmpty() || address.length() > 200) {
            throw Refusal.invalid("invalid_address");
        }
        return address;
    }
}
