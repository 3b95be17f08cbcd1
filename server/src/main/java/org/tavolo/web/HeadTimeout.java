package org.tavolo.web;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.concurrent.TimeUnit;

/**
 * Ends connections on which the head of a request does not come, however diligently single bytes of it do: the first
 * one gets a 408, one that was used before is closed without a word, since nobody may be there to ask.
 */
final class HeadTimeout extends ChannelDuplexHandler {
    private final long firstMillis;
    private final long nextMillis;
    private ScheduledFuture<?> timer;

    private HeadTimeout(long firstMillis, long nextMillis) {
        this.firstMillis = firstMillis;
        this.nextMillis = nextMillis;
    }

    static void into(HttpConnection connection, long firstMillis, long nextMillis) {
        ((HttpServerConnection) connection).channelHandlerContext().pipeline()
                .addBefore("handler", "head-timeout", new HeadTimeout(firstMillis, nextMillis));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        timer = context.executor().schedule(() -> {
            DefaultFullHttpResponse late = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
                    HttpResponseStatus.REQUEST_TIMEOUT, Unpooled.EMPTY_BUFFER);
            late.headers().set(HttpHeaderNames.CONNECTION, "close").set(HttpHeaderNames.CONTENT_LENGTH, 0);
            context.writeAndFlush(late).addListener(written -> context.close());
        }, firstMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stop();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        stop();
        super.channelInactive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest) {
            stop();
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof LastHttpContent) {
            stop();
            timer = context.executor().schedule(() -> {
                context.close();
            }, nextMillis, TimeUnit.MILLISECONDS);
        }
        super.write(context, message, promise);
    }

    private void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
