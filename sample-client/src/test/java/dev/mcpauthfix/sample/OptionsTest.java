package dev.mcpauthfix.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080/v2/mcp/transport/, http://127.0.0.1:8080, /v2/mcp/transport/",
        "https://example.com/mcp?team=a%20b, https://example.com, /mcp?team=a%20b",
        "https://example.com, https://example.com, /",
    })
    void takesTheWholePathAndQueryAsEndpoint(String url, String base, String endpoint) {
        Options options = Options.parse(url);

        assertThat(options.base()).isEqualTo(base);
        assertThat(options.endpoint()).isEqualTo(endpoint);
    }

    @Test
    void readsFlagsBeforeTheUrl() {
        Options options = Options.parse("--sse", "--call-tools", "--timeout", "5", "http://localhost/mcp");

        assertThat(options.sse()).isTrue();
        assertThat(options.callTools()).isTrue();
        assertThat(options.timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void takesSeveralServersInTheirOrder() {
        assertThat(Options.parse("--sse", "http://a/mcp", "http://b/mcp").each())
                .containsExactly(Options.parse("--sse", "http://a/mcp"), Options.parse("--sse", "http://b/mcp"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--verbose http://localhost/mcp", "ftp://localhost/mcp", "--timeout x http://a/"})
    void refusesWhatItDoesNotUnderstand(String commandLine) {
        String[] args = commandLine.isEmpty() ? new String[0] : commandLine.split(" ", -1);

        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(args));
    }
}
