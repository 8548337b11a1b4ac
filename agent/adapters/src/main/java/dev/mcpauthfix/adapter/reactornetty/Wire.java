package dev.mcpauthfix.adapter.reactornetty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

/** Stands beside the library's own handler for one exchange: remembers what is sent, and reads a little of what is held back. */
final class Wire extends ChannelDuplexHandler {

    private static final int READ_AHEAD_BYTES = 64 * 1024;

    private final @Nullable SentBody body;
    private volatile @Nullable ChannelHandlerContext place;
    private boolean holding;
    private long received;

    private Wire(@Nullable SentBody body) {
        this.body = body;
    }

    /**
     * Takes its place for the exchange that the connection is about to carry.
     *
     * @param body what is to remember the body, null where it is known
     */
    static Wire into(Connection connection, @Nullable SentBody body) {
        Wire wire = new Wire(body);
        ChannelPipeline pipeline = connection.channel().pipeline();
        // A connection that is gone already has none, which the library is about to notice.
        if (pipeline.context(NettyPipeline.ReactiveBridge) != null) {
            pipeline.addBefore(NettyPipeline.ReactiveBridge, null, wire);
            // After that the connection is another call's.
            connection.onTerminate().subscribe(null, failure -> {}, wire::leave);
        }
        return wire;
    }

    /** A response that waits for a login must not keep its connection from others, unless it is long. */
    void readAhead() {
        ChannelHandlerContext here = place;
        if (here != null && !here.isRemoved()) {
            holding = true;
            here.channel().read();
        }
    }

    void leave() {
        ChannelHandlerContext here = place;
        if (here != null && !here.isRemoved()) {
            here.pipeline().remove(this);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        place = context;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (body != null) {
            remember(message, body);
        }
        super.write(context, message, promise);
    }

    private static void remember(Object message, SentBody body) {
        if (message instanceof HttpRequest head) {
            body.begin(message instanceof FullHttpRequest, HttpUtil.getContentLength(head, -1L));
        }
        if (message instanceof ByteBufHolder holder) {
            body.append(holder.content());
        } else if (message instanceof ByteBuf piece) {
            body.append(piece);
        } else if (!(message instanceof HttpRequest)) {
            body.forget();
        }
        if (message instanceof LastHttpContent) {
            body.end();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof ByteBufHolder holder) {
            received += holder.content().readableBytes();
        } else if (message instanceof ByteBuf piece) {
            received += piece.readableBytes();
        }
        super.channelRead(context, message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        super.channelReadComplete(context);
        if (holding && received < READ_AHEAD_BYTES && !context.isRemoved()) {
            context.read();
        }
    }
}
