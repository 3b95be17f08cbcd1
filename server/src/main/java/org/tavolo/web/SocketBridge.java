package org.tavolo.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.handler.sockjs.BridgeEvent;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.impl.EventBusBridgeImpl;
import org.tavolo.protocol.Envelope.Topic;

/**
 * The event-bus bridge, reduced to what it is good for: joining sockets to addresses of the bus. Nothing is permitted
 * inbound; what browsers send is read by {@link SocketTalk} before, and the bridge only ever sees frames written here.
 * Outbound, its hook writes each frame as it was encoded for all and answers {@code false}, so that the bridge does
 * not encode it again for every socket.
 *
 * <p>It is made here and not by {@code SockJSHandler.bridge}, because only so can {@link BoardSocket} stand between.
 */
final class SocketBridge {
    /** The most addresses a socket may listen to. */
    static final int TOPICS = 20;

    private static final Buffer PING = Buffer.buffer("{\"type\":\"ping\"}");

    private final EventBusBridgeImpl bridge;

    /** @param pingTimeout milliseconds after which a browser that did not ping is gone */
    SocketBridge(Vertx vertx, long pingTimeout) {
        SockJSBridgeOptions options = new SockJSBridgeOptions();
        options.setPingTimeout(pingTimeout);
        options.setMaxHandlersPerSocket(TOPICS);
        options.addOutboundPermitted(new PermittedOptions().setAddressRegex("(board|presence)\\.[0-9a-f-]{36}"));
        bridge = new EventBusBridgeImpl(vertx, null, options, this::hook);
    }

    /** Puts the bridge behind this socket. */
    void join(BoardSocket socket) {
        bridge.handle(socket);
    }

    void register(BoardSocket socket, Topic topic) {
        if (socket.topics().add(topic)) {
            socket.toBridge(frame("register", topic));
        }
    }

    void unregister(BoardSocket socket, Topic topic) {
        if (socket.topics().remove(topic)) {
            socket.toBridge(frame("unregister", topic));
        }
    }

    void ping(BoardSocket socket) {
        socket.toBridge(PING);
    }

    private static Buffer frame(String type, Topic topic) {
        return Buffer.buffer("{\"type\":\"" + type + "\",\"address\":\"" + topic.address() + "\"}");
    }

    private void hook(BridgeEvent event) {
        switch (event.type()) {
            case RECEIVE -> {
                ((BoardSocket) event.socket()).deliver((Encoded) event.getRawMessage().getValue("body"));
                event.complete(false);
            }
            case SEND, PUBLISH -> event.complete(false);
            default -> event.complete(true);
        }
    }
}
