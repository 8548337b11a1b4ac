package dev.mcpauthfix.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mcpauthfix.runtime.probe.SurveyRequest.Unusable;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SurveyRequestTest {

    private static final String URL = "https://tools.example/mcp?team=a,b&x=%2C";

    private static String mistake(String url, int seconds, String... resolves) {
        try {
            throw new AssertionError("taken: " + SurveyRequest.of(url, seconds, List.of(resolves), false));
        } catch (Unusable unusable) {
            return unusable.line();
        }
    }

    @Test
    void travelsIntoAnotherJvmAsItIs() throws Unusable {
        SurveyRequest request = SurveyRequest.of(
                URL, 25, List.of("Tools.example=203.0.113.7", "tools.example:443:[2001:db8::1]"), true);

        String order = request.parts().stream().map(ProbeArguments::spell).collect(Collectors.joining(","));

        assertThat(SurveyRequest.of(ProbeArguments.parse(order))).isEqualTo(request);
        assertThat(request.pins()).containsOnlyKeys("tools.example");
        assertThat(request.pins().get("tools.example")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tools.example",
                "ftp://tools.example/mcp",
                "https:///mcp",
                "https://user:pw@tools.example/mcp",
                "http://2130706433/",
                "https://tools.example/a b"
            })
    void aUrlThatNoClientMayUseGetsOneLine(String url) {
        assertThat(mistake(url, 30))
                .contains("expected one like https://mcp.example.com/mcp")
                .doesNotContain("\n", "pw@");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://tools.example/mcp|expected https, or http on loopback",
                "http://203.0.113.7:8080/mcp|expected https, or http on loopback",
                "https://tools.example:0/mcp|\"0\" is none; expected a number from 1 to 65535",
                "https://tools.example:65536/mcp|expected a number from 1 to 65535",
                "https://tools.example:99999999999/mcp|expected a number from 1 to 65535",
                "https://tools.example:https/mcp|expected a number from 1 to 65535",
                "https://tools.example:0/@scope/mcp|expected a number from 1 to 65535",
                "https://b\u00fccher.example/mcp|expected xn--bcher-kva.example, which is the same name in ASCII",
                "https://b\u00fccher.example:8443?a=b|xn--bcher-kva.example",
                "https://my_tools.example/mcp|expected letters, digits and hyphens"
            })
    void aMistakeInAUrlIsNamed(String url, String expected) {
        assertThat(mistake(url, 30)).contains(expected).doesNotContain("\n", "null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://us3r:canary@host/mcp",
                "https://us3r:pa/canary@host/mcp",
                "https://us3r:pa#canary@host/",
                "https://us3r:12#canary@127.0.0.1/",
                "https://us3r:12canary#x@127.0.0.1/",
                "https://us3r:pa?canary@host/",
                "https://us3r:pa canary@host/mcp",
                "https://us3r:canary@pa@host/mcp",
                "http://us3r:12/canary@host/mcp",
                "https://us_3r:canary@host/mcp",
                "https://us3r:can\u00e4canary@host/mcp",
                "us3r:canary@host/mcp"
            })
    void aPasswordIsNotSaidBack(String url) {
        assertThat(mistake(url, 30)).startsWith("***@").doesNotContain("canary", "us3r", "us_3r", "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/mcp",
                "http://[::1]:8080/mcp",
                "http://tools.localhost/mcp",
                "https://[2001:db8::1]:8443/mcp",
                "https://tools.example:65535/@scope/mcp",
                "https://tools.example:/mcp",
                "https://xn--bcher-kva.example",
                "HTTPS://tools.example?tenant=a@b"
            })
    void aUrlThatAClientMayUseIsTaken(String url) throws Unusable {
        assertThat(SurveyRequest.of(url, 30, List.of(), false).url()).hasToString(url);
    }

    @Test
    void aFragmentIsNoPartOfARequest() throws Unusable {
        assertThat(SurveyRequest.of("https://tools.example/mcp#top", 30, List.of(), false)
                        .url())
                .hasToString("https://tools.example/mcp");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 601})
    void aLimitThatIsNonePossibleGetsOneLine(int seconds) {
        assertThat(mistake(URL, seconds)).contains("expected 1 to 600 seconds");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tools.example", "=203.0.113.7", "tools.example=other.example", "tools.example=1.2.3", "a:b"})
    void aPinNamesAHostAndAnAddress(String resolve) {
        assertThat(mistake(URL, 30, resolve)).contains("expected --resolve mcp.example.com=203.0.113.7");
    }

    @Test
    void anOrderWithoutAUrlIsAMistake() {
        assertThatExceptionOfType(Unusable.class).isThrownBy(() -> SurveyRequest.of(ProbeArguments.parse("timeout=3")));
    }
}
