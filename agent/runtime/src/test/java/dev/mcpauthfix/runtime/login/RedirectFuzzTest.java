package dev.mcpauthfix.runtime.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.Tag;

/** Any program of this machine may send anything to the redirection endpoint. */
@Tag("fuzz")
final class RedirectFuzzTest {

    @FuzzTest
    void redirect(byte[] input) throws IOException {
        RedirectRequest request = RedirectRequest.read(new ByteArrayInputStream(input), Clock.systemUTC());
        if (request != null) {
            assertThat(request.path()).startsWith("/");
            assertThat(request.path() + request.query() + request.host()).doesNotContain("\r", "\n");
            request.parameters();
        }
    }
}
