package org.tavolo.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.util.UUID;
import org.tavolo.protocol.Frames;

/**
 * A frame for everybody who listens to an address of the event bus, encoded once and written as it is to each socket.
 *
 * @param presence whether it may be dropped without a word
 * @param bytes    never changed once it is here
 */
record Encoded(UUID board, boolean presence, Buffer bytes) {

    static Encoded of(UUID board, byte[] frame) {
        return new Encoded(board, false, Buffer.buffer(frame));
    }

    static Encoded presence(UUID board, byte[] frame) {
        return new Encoded(board, true, Buffer.buffer(frame));
    }

    /** Whether clients are to be told the head instead (L5). */
    boolean tooLarge() {
        return bytes.length() > Frames.LARGEST;
    }

    String address() {
        return (presence ? "presence." : "board.") + board;
    }

    /** Teaches the bus to hand frames over as they are; they never leave this process. */
    static void teach(EventBus bus) {
        bus.registerDefaultCodec(Encoded.class, new AsItIs());
    }

    private static final class AsItIs implements MessageCodec<Encoded, Encoded> {
        @Override
        public void encodeToWire(Buffer buffer, Encoded frame) {
            throw new UnsupportedOperationException("frames stay on their node");
        }

        @Override
        public Encoded decodeFromWire(int pos, Buffer buffer) {
            throw new UnsupportedOperationException("frames stay on their node");
        }

        @Override
        public Encoded transform(Encoded frame) {
            return frame;
        }

        @Override
        public String name() {
            return "tavolo-encoded";
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
