package dev.mcpauthfix.cli.report.ledger;

import java.io.IOException;
import java.io.InputStream;

/** Cuts a stream into lines, as bytes and within one buffer: of a line beyond its bound, nothing is kept. */
final class Lines {

    /** An audit line has some hundred bytes, and a few thousand at most. */
    static final int LONGEST = 64 * 1024;

    /** Gets the lines. */
    interface Sink {

        /** A line without its end; the bytes are the next line's as soon as this returns. */
        void line(byte[] bytes, int offset, int length);

        /** A line of more than {@link #LONGEST} bytes. */
        void tooLong();

        /** So many bytes more were read. */
        void read(int bytes);
    }

    /** What is left of a line is never longer than half of it, so there is always room. */
    private final byte[] buffer = new byte[2 * LONGEST];

    private final Sink sink;
    private int end;
    private boolean skipping;

    Lines(Sink sink) {
        this.sink = sink;
    }

    /** Reads to the end. */
    void read(InputStream in) throws IOException {
        end = 0;
        skipping = false;
        while (true) {
            int count = in.read(buffer, end, buffer.length - end);
            if (count < 0) {
                break;
            }
            sink.read(count);
            cut(end, end + count);
        }
        if (skipping || end > 0) {
            give(0, end);
        }
    }

    /** Gives the lines that end between here and there, and moves the rest to the front. */
    private void cut(int from, int to) {
        int start = 0;
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                give(start, i);
                start = i + 1;
            }
        }
        end = to - start;
        if (skipping || end > LONGEST) {
            skipping = true;
            end = 0;
        }
        System.arraycopy(buffer, start, buffer, 0, end);
    }

    private void give(int from, int to) {
        if (skipping || to - from > LONGEST) {
            skipping = false;
            sink.tooLong();
        } else {
            sink.line(buffer, from, to - from);
        }
    }
}
