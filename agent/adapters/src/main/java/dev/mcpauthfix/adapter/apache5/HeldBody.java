package dev.mcpauthfix.adapter.apache5;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response that is held back. It keeps what comes within the library's first window, and the rest stays with the server
 * until there is a reader.
 */
final class HeldBody implements AsyncDataConsumer {

    /** Less than any first window, so that it is known when there is more than is to be waited for. */
    private static final int ENOUGH_BYTES = 32 * 1024;

    private final Runnable enough;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private @Nullable CapacityChannel capacity;
    private @Nullable AsyncDataConsumer reader;
    private @Nullable List<? extends Header> trailers;
    private boolean ended;
    private boolean unread;
    private boolean refused;

    HeldBody(Runnable enough) {
        this.enough = enough;
    }

    @Override
    public synchronized void updateCapacity(CapacityChannel channel) throws IOException {
        capacity = channel;
        if (reader != null) {
            reader.updateCapacity(channel);
        } else if (unread) {
            channel.update(Integer.MAX_VALUE);
        }
    }

    @Override
    public void consume(ByteBuffer source) throws IOException {
        if (keeps(source)) {
            enough.run();
        }
    }

    private synchronized boolean keeps(ByteBuffer source) throws IOException {
        if (refused) {
            throw new IOException("nobody reads this response");
        }
        if (reader != null) {
            reader.consume(source);
            return false;
        }
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        if (!unread) {
            begun.writeBytes(bytes);
        }
        return begun.size() >= ENOUGH_BYTES;
    }

    @Override
    public synchronized void streamEnd(@Nullable List<? extends Header> last) throws HttpException, IOException {
        if (refused) {
            return;
        }
        ended = true;
        trailers = last;
        if (reader != null) {
            reader.streamEnd(last);
        }
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    /** Fails as soon as more of it comes, so that the library closes its connection, which 5.0 forgets at times. */
    synchronized void refuse() {
        refused = true;
        if (capacity != null && !ended) {
            try {
                capacity.update(1);
            } catch (IOException | RuntimeException closed) {
                // As it should be.
            }
        }
    }

    /** Whoever reads it gets these bytes; what still comes is not read. */
    synchronized void replace(byte[] document) {
        refuse();
        begun.reset();
        begun.writeBytes(document);
        ended = true;
        trailers = null;
    }

    /** Hands everything on; a null reader wants nothing. */
    synchronized void readBy(@Nullable AsyncDataConsumer application) throws HttpException, IOException {
        reader = application;
        unread = application == null;
        if (capacity != null && !ended) {
            updateCapacity(capacity);
        }
        if (application != null) {
            application.consume(ByteBuffer.wrap(begun.toByteArray()));
            if (ended) {
                application.streamEnd(trailers);
            }
        }
        begun.reset();
    }

    @Override
    public synchronized void releaseResources() {
        if (reader != null) {
            reader.releaseResources();
        }
    }
}
