package dev.mcpauthfix.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlRulesTest {

    private static final URI REMOTE = URI.create("https://mcp.example.com/mcp");
    private static final URI LOCAL = URI.create("http://localhost:8080/mcp");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/token",
                "token",
                "//h/token",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "data:,x",
                "ftp://h/x",
                "https:///token",
                "https://user@h/",
                "https://user:secret@h/",
                "https://h/#part",
                "https://h/a b",
                "https://h/\r\nX: y",
                "http://2130706433/",
                "http://0x7f.1/",
                "https://0x7f000001/",
                "https://127.1/",
                "-https://h"
            })
    void parsesOnlyAbsoluteWebUrlsWithAHost(String text) {
        assertThat(UrlRules.parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://h", "HTTPS://H:443/a?b=c", "http://[::1]:8080/", "http://127.0.0.1/"})
    void parsesWebUrlsByteForByte(String text) {
        assertThat(UrlRules.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/", "http://LOCALHOST:1/", "http://a.localhost/", "http://127.0.0.1/",
                "http://127.255.0.9/", "http://[::1]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::ffff:127.0.0.1]/"
            })
    void knowsLoopback(String text) {
        assertThat(UrlRules.isLoopback(URI.create(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost.example.com/", "http://127.0.0.1.example.com/", "http://notlocalhost/",
                "http://10.0.0.1/", "http://[::2]/", "http://169.254.169.254/"
            })
    void takesNothingElseForLoopback(String text) {
        assertThat(UrlRules.isLoopback(URI.create(text))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://as.example.com/token, https://mcp.example.com/mcp, true",
        "http://as.example.com/token,  https://mcp.example.com/mcp, false",
        "http://as.example.com/token,  http://localhost/mcp,        false",
        "https://as.example.com/token, http://localhost/mcp,        true",
        "http://localhost:9000/token,  http://127.0.0.1:8080/mcp,   true",
        "http://localhost:9000/token,  https://mcp.example.com/mcp, false",
        "https://localhost/token,      https://mcp.example.com/mcp, false",
        "http://mcp.example.com/mcp,   http://mcp.example.com/mcp,  false"
    })
    void letsSecretsTravelByHttpsOrFromLoopbackToLoopback(URI uri, URI mcpUri, boolean allowed) {
        assertThat(UrlRules.isConfidential(uri, mcpUri)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "https://h,          HTTPS://H:443/x,   true",
        "http://h:80,        http://h,          true",
        "https://h,          http://h,          false",
        "https://h,          https://h:8443,    false",
        "https://h,          https://h.example, false",
        "https://h:80,       http://h:80,       false"
    })
    void comparesOriginsBySchemeHostAndEffectivePort(URI one, URI other, boolean same) {
        assertThat(UrlRules.sameOrigin(one, other)).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({
        "https://mcp.example.com/oauth,      true",
        "https://cf.mcp.example.com,         true",
        "https://cf.mcp.example.com:8443,    true",
        "http://cf.mcp.example.com,          false",
        "https://example.com,                false",
        "https://other.example.com,          false",
        "https://evilmcp.example.com,        false",
        "https://mcp.example.com.evil.com,   false",
        "https://mcp.example.com:8443,       false"
    })
    void countsOnlyTheOriginAndHostsBelowItAsTheSameOwners(URI uri, boolean owned) {
        assertThat(UrlRules.isOwnedWith(uri, REMOTE)).isEqualTo(owned);
    }

    @Test
    void hasNoHostsBelowAnAddress() {
        assertThat(UrlRules.isOwnedWith(URI.create("https://x.1.2.3.4.example/"), URI.create("https://1.2.3.4/")))
                .isFalse();
        assertThat(UrlRules.isOwnedWith(URI.create("http://localhost:8081/"), LOCAL))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://h/a/b,   https://h/a/b,      true",
        "https://h/a,     https://h/a/b,      true",
        "https://h,       https://h/a/b,      true",
        "https://h/,      https://h/a/b,      true",
        "https://h,       https://h,          true",
        "https://h/,      https://h,          true",
        "https://h/a/b/,  https://h/a/b,      true",
        "https://h/a/b,   https://h/a/b/,     true",
        "HTTPS://H:443/a, https://h/a,        true",
        "https://h/a,     https://h/ab,       false",
        "https://h/a/b/c, https://h/a/b,      false",
        "https://h/A,     https://h/a,        false",
        "http://h/a,      https://h/a,        false",
        "https://h:8443/, https://h/a,        false",
        "https://evil/a,  https://h/a,        false",
        "https://h/a,     https://h/a/../b,   false",
        "https://h/a,     https://h/a/%2E./b, false",
        "https://h/a,     https://h/a/..;/b,  false",
        "https://h/a,     https://h/a/%2F..%2Fb,     false",
        "https://h/a,     https://h/a/x%5C%2e%2e%5Cb, false",
        "https://h/a,     https://h/a/%252e%252e/b,  false",
        "https://h/a,     https://h/a/b%2Fc,         true",
        "https://user@h/, https://h./,               false",
        "https://h/a?t=1, https://h/a?t=1,    true",
        "https://h/a?t=1, https://h/a?t=2,    false",
        "https://h/a?t=1, https://h/a,        false",
        "https://h/a,     https://h/a?t=1,    true"
    })
    void coversTheSameOriginAndWholePathSegmentsOnly(URI resource, URI uri, boolean covered) {
        assertThat(UrlRules.covers(resource, uri)).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "https://user:secret@H:8443/a/?q#f, https://H:8443/a/",
        "https://h,                         https://h",
        "https://h/%2Fa,                    https://h/%2Fa"
    })
    void baresAUrlOfWhatIsNotItsAddressAndNothingElse(URI uri, String bare) {
        assertThat(UrlRules.bare(uri)).hasToString(bare);
    }

    @Test
    void parsesNoUrlOfUnusualLength() {
        assertThat(UrlRules.parse("https://h/" + "a".repeat(4000))).isNotNull();
        assertThat(UrlRules.parse("https://h/" + "a".repeat(5000))).isNull();
    }
}
