package dev.mcpauthfix.adapter.apache4;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.entity.HttpEntityWrapper;

/**
 * The body of a response that is held back. Its beginning is read, which for most is all of it: the connection is back in the pool while
 * the call waits, and the next call or the replay need not wait for it.
 */
final class HeldEntity extends HttpEntityWrapper {

    private static final int READ_AHEAD_BYTES = 64 * 1024;

    private final InputStream content;
    private final boolean whole;

    private HeldEntity(HttpEntity body) {
        super(body);
        byte[] begun = new byte[READ_AHEAD_BYTES];
        int read = 0;
        int more = 0;
        InputStream rest;
        try {
            rest = body.getContent();
            while (more >= 0 && read < begun.length) {
                read += more;
                more = rest.read(begun, read, begun.length - read);
            }
        } catch (IOException failure) {
            rest = new Failing(failure);
            more = -1;
        }
        this.content = new SequenceInputStream(new ByteArrayInputStream(begun, 0, read), rest);
        this.whole = more < 0;
    }

    /** Answers whether the connection is free again. */
    static boolean hold(HttpResponse response) {
        HttpEntity body = response.getEntity();
        if (body == null) {
            return true;
        }
        HeldEntity held = new HeldEntity(body);
        response.setEntity(held);
        return held.whole;
    }

    @Override
    public InputStream getContent() {
        return content;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (content) {
            content.transferTo(out);
        }
    }

    /** Fails where the body failed. */
    @SuppressWarnings("InputStreamSlowMultibyteRead") // it has nothing to read
    private static final class Failing extends InputStream {

        private final IOException failure;

        Failing(IOException failure) {
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            throw failure;
        }
    }
}
