package dev.mcpauthfix.adapter.apache5;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * The body of a response that is held back. Its beginning is read, which for most is all of it: the connection is back in the pool while
 * the call waits, and the next call or the replay need not wait for it.
 */
final class HeldEntity extends HttpEntityWrapper {

    private static final int READ_AHEAD_BYTES = 64 * 1024;

    private final InputStream content;

    private HeldEntity(HttpEntity body) {
        super(body);
        this.content = readAhead(body);
    }

    static void hold(ClassicHttpResponse response) {
        HttpEntity body = response.getEntity();
        if (body != null) {
            response.setEntity(new HeldEntity(body));
        }
    }

    private static InputStream readAhead(HttpEntity body) {
        byte[] begun = new byte[READ_AHEAD_BYTES];
        int read = 0;
        try {
            InputStream rest = body.getContent();
            int more = 0;
            while (more >= 0 && read < begun.length) {
                read += more;
                more = rest.read(begun, read, begun.length - read);
            }
            return new SequenceInputStream(new ByteArrayInputStream(begun, 0, read), rest);
        } catch (IOException failure) {
            return new SequenceInputStream(new ByteArrayInputStream(begun, 0, read), new Failing(failure));
        }
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
