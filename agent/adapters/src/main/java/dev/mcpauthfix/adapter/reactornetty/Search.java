package dev.mcpauthfix.adapter.reactornetty;

import dev.mcpauthfix.adapter.McpCalls;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

/**
 * Stands before the library's own handler while the application looks for metadata: an answer without a document is kept from it until it
 * is known whether there is one. What is kept is little, since nobody reads on; all of it happens on the connection's own thread.
 */
final class Search extends ChannelInboundHandlerAdapter {

    private enum State {
        SENT,
        KEEPING,
        PASSING,
        REPLACED
    }

    private static final int FINAL = 200;

    private final Connection connection;
    private final NettyCall call;
    private final Queue<Object> kept = new ArrayDeque<>();
    private State state = State.SENT;
    private boolean readCompleted;
    private boolean inactive;

    private Search(Connection connection, NettyCall call) {
        this.connection = connection;
        this.call = call;
    }

    static void into(Connection connection, NettyCall call) {
        ChannelPipeline pipeline = connection.channel().pipeline();
        // A connection that is gone already has none, which the library is about to notice.
        if (pipeline.context(NettyPipeline.ReactiveBridge) != null) {
            Search search = new Search(connection, call);
            pipeline.addBefore(NettyPipeline.ReactiveBridge, null, search);
            // After that the connection is another call's, unless it is about to be closed.
            connection.onTerminate().subscribe(null, failure -> {}, () -> search.leave(pipeline));
        }
    }

    private void leave(ChannelPipeline pipeline) {
        if (state != State.REPLACED && pipeline.context(this) != null) {
            pipeline.remove(this);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (state == State.SENT
                && message instanceof HttpResponse head
                && head.status().code() >= FINAL) {
            state = McpCalls.lacksDocument(head.status().code(), head.headers().get("content-type"))
                    ? State.KEEPING
                    : State.PASSING;
            if (state == State.KEEPING) {
                kept.add(message);
                call.search(context.channel().eventLoop(), json -> found(context, head, json));
                return;
            }
        }
        switch (state) {
            case KEEPING -> kept.add(message);
            case REPLACED -> ReferenceCountUtil.release(message);
            case SENT, PASSING -> context.fireChannelRead(message);
        }
    }

    private void found(ChannelHandlerContext context, HttpResponse head, @Nullable String json) {
        if (state != State.KEEPING) {
            return;
        }
        if (json == null) {
            state = State.PASSING;
            while (!kept.isEmpty()) {
                context.fireChannelRead(Objects.requireNonNull(kept.poll()));
            }
        } else {
            state = State.REPLACED;
            release();
            // What came instead may go on.
            connection.markPersistent(false);
            byte[] document = json.getBytes(StandardCharsets.UTF_8);
            HttpResponse documented = new DefaultHttpResponse(head.protocolVersion(), HttpResponseStatus.OK);
            documented.headers().set("content-type", "application/json").set("content-length", document.length);
            context.fireChannelRead(documented);
            context.fireChannelRead(new DefaultLastHttpContent(Unpooled.wrappedBuffer(document)));
            readCompleted = true;
        }
        if (readCompleted) {
            context.fireChannelReadComplete();
        }
        if (inactive) {
            context.fireChannelInactive();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (state == State.KEEPING) {
            readCompleted = true;
        } else {
            context.fireChannelReadComplete();
        }
    }

    /** The end of the connection comes after what came on it. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (state == State.KEEPING && !call.isOver()) {
            inactive = true;
        } else {
            context.fireChannelInactive();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        release();
    }

    private void release() {
        while (!kept.isEmpty()) {
            ReferenceCountUtil.release(kept.poll());
        }
    }
}
