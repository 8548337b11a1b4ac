package dev.mcpauthfix.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeArgumentsTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://mcp.example.com/a?b=c&d=e,f;g#h", "100% + more", "", "caf\u00e9"})
    void areReadAsTheyWereSpelt(String value) {
        String spelt = ProbeArguments.spell("url=" + value);

        assertThat(spelt).doesNotContain(",", ";", " ");
        assertThat(ProbeArguments.parse("timeout=1," + spelt).of("url")).isEqualTo(value);
    }

    @Test
    void mayComeMoreThanOnce() {
        ProbeArguments arguments = ProbeArguments.parse("resolve=a%3A127.0.0.1,resolve=b%3A%3A1,odd,=x");

        assertThat(arguments.all("resolve")).containsExactly("a:127.0.0.1", "b::1");
        assertThat(arguments.of("resolve")).isEqualTo("b::1");
        assertThat(arguments.of("odd")).isNull();
        assertThat(arguments.keys()).containsExactly("resolve");
    }

    @ParameterizedTest
    @CsvSource({"'', 20", "timeout=7, 7", "timeout=soon, 20", "timeout=0, 1", "timeout=9999, 120"})
    void limitTheWholeLook(String line, int seconds) {
        assertThat(ProbeArguments.parse(line).limit()).hasSeconds(seconds);
    }
}
