package dev.mcpauthfix.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Tag;

/** Whatever bytes a server sends, reading them ends, within bounds, with a message or an {@link IOException}. */
@Tag("fuzz")
final class HttpMessageFuzzTest {

    private static final int LIMIT = 4 * 1024;

    @FuzzTest
    void httpMessage(byte[] input) {
        InputStream in = new ByteArrayInputStream(input);
        try {
            MessageHead head = MessageHead.read(in);
            assertThat(head.status()).isBetween(100, 999);
            head.headers().forEach((name, values) -> assertThat(name + values).doesNotContain("\r", "\n"));
            String body = MessageBody.read(head, in, LIMIT);
            assertThat(body.length()).isLessThanOrEqualTo(LIMIT);
        } catch (IOException malformed) {
            assertThat(malformed).isNotNull();
        }
    }
}
