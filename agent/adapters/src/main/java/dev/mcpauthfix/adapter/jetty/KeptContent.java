package dev.mcpauthfix.adapter.jetty;

import dev.mcpauthfix.adapter.SpringRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** A content that can be read once, kept as it goes out: rewound, it has the same bytes. */
final class KeptContent implements Request.Content {

    private final long length;
    private final @Nullable String type;
    private volatile Request.Content source;
    private volatile byte @Nullable [] whole;
    private @Nullable ByteArrayOutputStream kept = new ByteArrayOutputStream();

    KeptContent(Request.Content source) {
        this.source = source;
        this.length = source.getLength();
        this.type = source.getContentType();
    }

    /** Whether it has gone out to its end and was small enough. */
    boolean isWhole() {
        return whole != null;
    }

    @Override
    public @Nullable String getContentType() {
        return type;
    }

    @Override
    public long getLength() {
        return length;
    }

    @Override
    public Content.@Nullable Chunk read() {
        Content.Chunk chunk = source.read();
        if (chunk != null && whole == null) {
            keep(chunk);
        }
        return chunk;
    }

    private void keep(Content.Chunk chunk) {
        ByteBuffer bytes = chunk.getByteBuffer().duplicate();
        if (kept == null
                || Content.Chunk.isFailure(chunk)
                || kept.size() + bytes.remaining() > SpringRequest.MOST_BYTES_KEPT) {
            kept = null;
            return;
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        kept.writeBytes(copy);
        if (chunk.isLast()) {
            whole = kept.toByteArray();
        }
    }

    @Override
    public void demand(Runnable whenReadable) {
        source.demand(whenReadable);
    }

    @Override
    public void fail(Throwable failure) {
        source.fail(failure);
    }

    @Override
    public void fail(Throwable failure, boolean last) {
        source.fail(failure, last);
    }

    @Override
    public boolean rewind() {
        byte[] again = whole;
        if (again == null) {
            return false;
        }
        source = new BytesRequestContent(again);
        return true;
    }
}
