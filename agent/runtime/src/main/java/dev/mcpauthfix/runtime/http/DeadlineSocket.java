package dev.mcpauthfix.runtime.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A socket whose every read ends by the deadline. TLS is layered on top, so a server that drips single bytes of a record is
 * covered too, which a read timeout on the TLS socket would not do.
 */
final class DeadlineSocket extends Socket {

    private final Deadline deadline;
    private final PathObserver observer;

    DeadlineSocket(Proxy proxy, Deadline deadline, PathObserver observer) {
        super(proxy);
        this.deadline = deadline;
        this.observer = observer;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new DeadlineStream(super.getInputStream());
    }

    private final class DeadlineStream extends FilterInputStream {

        DeadlineStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            setSoTimeout(deadline.millisLeft());
            try {
                int n = in.read(buffer, offset, length);
                observer.received(buffer, offset, n);
                return n;
            } catch (SocketTimeoutException over) {
                throw deadline.passed();
            }
        }
    }
}
