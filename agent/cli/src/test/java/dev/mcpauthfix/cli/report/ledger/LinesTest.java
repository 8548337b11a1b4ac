package dev.mcpauthfix.cli.report.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {

    private final List<String> seen = new ArrayList<>();

    @ParameterizedTest(name = "{0} bytes at a time")
    @ValueSource(ints = {1, 7, 64 * 1024, 1 << 20})
    void cutsAtLineFeedsWhateverTheStreamGivesAtATime(int atATime) throws IOException {
        String longest = "x".repeat(Lines.LONGEST);
        read("first\n\n" + longest + "\n" + longest + "y\nlast", atATime);
        assertThat(seen).containsExactly("first", "", longest, "too long", "last");
    }

    @ParameterizedTest(name = "{0} bytes at a time")
    @ValueSource(ints = {1000, 1 << 20})
    void skipsALineOfMegabytesAndGoesOnBehindIt(int atATime) throws IOException {
        read("x".repeat(5 << 20) + "\nafter\n" + "y".repeat(1 << 20), atATime);
        assertThat(seen).containsExactly("too long", "after", "too long");
    }

    private void read(String text, int atATime) throws IOException {
        InputStream all = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
        InputStream slow = new InputStream() {
            @Override
            public int read() throws IOException {
                return all.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return all.read(bytes, offset, Math.min(length, atATime));
            }
        };
        new Lines(new Lines.Sink() {
                    @Override
                    public void line(byte[] bytes, int offset, int length) {
                        seen.add(new String(bytes, offset, length, StandardCharsets.US_ASCII));
                    }

                    @Override
                    public void tooLong() {
                        seen.add("too long");
                    }

                    @Override
                    public void read(int bytes) {}
                })
                .read(slow);
    }
}
