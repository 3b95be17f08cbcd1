package org.tavolo.web;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Stands between the WebSocket decoder and the bridge, and does the two things that can only be done there. Text
 * frames go on as their bytes, since whoever decodes them to a string first can no longer tell broken UTF-8 from a
 * replacement character that somebody typed. And pings, which are answered below the bridge, are counted: more than
 * {@value #CONTROL_FRAMES} in a second close the connection, and none is answered while the peer does not read.
 */
final class FrameGuard extends ChannelInboundHandlerAdapter {
    static final int CONTROL_FRAMES = 100;

    private long second;
    private int controlFrames;

    private FrameGuard() {
    }

    /** Puts a guard into the pipeline of a connection that is about to be upgraded. On its event loop. */
    static void into(HttpConnection connection) {
        ChannelPipeline pipeline = ((HttpServerConnection) connection).channelHandlerContext().pipeline();
        if (pipeline.get(FrameGuard.class) == null) {
            pipeline.addBefore("handler", "frames", new FrameGuard());
            // No more requests are awaited on this connection.
            pipeline.remove(HeadTimeout.class);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof TextWebSocketFrame text) {
            super.channelRead(context, new BinaryWebSocketFrame(text.isFinalFragment(), 0, text.content()));
        } else if (message instanceof PingWebSocketFrame || message instanceof PongWebSocketFrame) {
            if (tooMany()) {
                ReferenceCountUtil.release(message);
                context.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.POLICY_VIOLATION))
                        .addListener(sent -> context.close());
            } else if (!context.channel().isWritable()) {
                ReferenceCountUtil.release(message);
            } else {
                super.channelRead(context, message);
            }
        } else {
            super.channelRead(context, message);
        }
    }

    private boolean tooMany() {
        long now = System.nanoTime() / 1_000_000_000L;
        if (now != second) {
            second = now;
            controlFrames = 0;
        }
        return ++controlFrames > CONTROL_FRAMES;
    }
}
