package dev.mcpauthfix.adapter.reactornetty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.NettyOutbound;

/**
 * The bytes of a request's body as they were sent first: a publisher does not tell whether it works twice, so it is never asked again.
 * A body that came in several pieces, or is longer than a message ever is, is not remembered and so never sent again.
 */
final class SentBody {

    private static final int LIMIT_BYTES = 1024 * 1024;
    private static final byte[] NOTHING = {};

    private byte @Nullable [] bytes;
    private boolean withHead;
    private long announced;
    private volatile boolean known;

    /**
     * The head goes out, perhaps on another connection than before.
     *
     * @param whole whether the body goes with it, in one message
     * @param length the body's length as the head has it, -1 where it does not say
     */
    void begin(boolean whole, long length) {
        announced = length;
        bytes = NOTHING;
        withHead = whole;
        known = false;
    }

    /** Copies, because whoever sends the buffer releases it. */
    void append(ByteBuf piece) {
        int size = piece.readableBytes();
        if (bytes == NOTHING && size <= LIMIT_BYTES) {
            byte[] copy = size == 0 ? NOTHING : new byte[size];
            piece.getBytes(piece.readerIndex(), copy);
            bytes = copy;
            // The answer may come before the publisher says that this was all.
            known = size == announced;
        } else if (size > 0) {
            forget();
        }
    }

    void forget() {
        bytes = null;
        known = false;
    }

    void end() {
        known = bytes != null;
    }

    boolean isKnown() {
        return known;
    }

    /** Sends it as it was sent first, with the head or after it. */
    Publisher<Void> writeTo(NettyOutbound request) {
        byte[] content = bytes;
        boolean empty = content == null || content.length == 0;
        if (!withHead) {
            return request.send(empty ? Flux.empty() : Flux.defer(() -> Flux.just(Unpooled.wrappedBuffer(content))));
        }
        return empty ? Mono.empty() : request.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(content)));
    }
}
