package dev.mcpauthfix.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.challenge.Challenges;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTest {

    private static final String SECRET = "canary7canary7";

    @Nested
    class HidesSecrets {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://user:canary7canary7@host/mcp",
                    "https://user:p@canary7canary7@host/mcp",
                    "HTTPS://canary7canary7@host",
                    "//user:canary7canary7@host/mcp",
                    "redis://:canary7canary7@host/0",
                    "https://host/mcp?key=canary7canary7",
                    "https://host/mcp?a=1&key=canary7canary7&b=2",
                    "https://host/mcp?key=can\"canary7canary7",
                    "https://host/mcp?canary7canary7",
                    "https://host/mcp?key%3Dcanary7canary7",
                    "https://host/mcp;jsessionid=canary7canary7",
                    "https://host/mcp;ticket=canary7canary7?a=b",
                    "https://host/mcp#access_token=canary7canary7",
                    "/callback?code=canary7canary7&state=canary7canary7",
                    "https://host/eyJhbGciOiJub25lIn0.canary7canary7.x/mcp",
                    "https://host/sk-proj-canary7canary7/mcp"
                })
        void inAddresses(String address) {
            String shown = Shown.url(address);
            assertThat(shown).doesNotContain(SECRET);
            assertThat(Shown.url(shown))
                    .as("an address that is looked up again")
                    .isEqualTo(shown);
            assertThat(Shown.url(Shown.text(address)))
                    .as("an address out of a header")
                    .isEqualTo(shown);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Bearer canary7canary7",
                    "the token canary7canary7 has expired",
                    "Authorization: Basic canary7canary7==",
                    "Authorization: DPoP canary7canary7",
                    "Negotiate canary7canary7",
                    "x-api-key: canary7canary7",
                    "ApiKey canary7canary7",
                    "{\"access_token\":\"canary7canary7\"}",
                    "{\"accessToken\" : \"canary7canary7\"}",
                    "{\"token\":\"canary7canary7\"}",
                    "{'refresh_token': 'canary7canary7'}",
                    "{\"password\":\"two canary7canary7\"}",
                    "{\"error\":\"{\\\"access_token\\\":\\\"canary7canary7\\\"}\"}",
                    "<access_token>canary7canary7</access_token>",
                    "client_secret=canary7canary7&x=y",
                    "JSESSIONID=canary7canary7",
                    "PHPSESSID=canary7canary7; path=/",
                    "see https://user:canary7canary7@host/ for more",
                    "Bearer resource_metadata=\"https://host/x?key=canary7canary7\"",
                    "it redirects to another origin, \"https://host/cb?code=canary7canary7&state=canary7canary7\"",
                    "failed with code=canary7canary7",
                    "error_description=\"eyJhbGciOiJub25lIn0.canary7canary7.x is not for you\"",
                    "error_description=\"id_eyJhbGciOiJub25lIn0.canary7canary7.x\"",
                    "the key sk_live_canary7canary7 is revoked",
                    "no such session: 0123456789-canary7canary7-0123456789"
                })
        void inSentencesHeadersAndBodies(String text) {
            assertThat(Shown.text(text)).doesNotContain(SECRET);
            assertThat(Shown.excerpt(text, 400)).doesNotContain(SECRET);
        }

        @Test
        void inTheHiddenFieldsOfALoginPage() {
            assertThat(Shown.excerpt("<form><input type=hidden name=\"csrf\" value=\"canary7canary7\"></form>", 400))
                    .isEqualTo("<form><input type=hidden name=\"csrf\" value=\"***\"></form>");
        }

        @Test
        void thatWouldBeCutInTwo() {
            String longName = "u".repeat(2040);
            assertThat(Shown.url("https://" + longName + ":" + SECRET + "@host/"))
                    .isEqualTo("https://host/");
            assertThat(Shown.text("https://" + SECRET + longName + "@host/")).isEqualTo("https://host/");
            assertThat(Shown.excerpt("x".repeat(390) + " Bearer " + SECRET, 400))
                    .doesNotContain("canary");
        }
    }

    @Nested
    class KeepsWhatIsNoSecret {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://host:8443/a/b.c/~d/%C3%A9",
                    "https://host/0f8fad5b-d9cb-469f-a165-70867728950e/v2.0",
                    "https://host/.well-known/oauth-protected-resource/mcp",
                    "https://host/mcp?wsdl",
                    "https://host/@scope/mcp",
                    "https://sk-learn.example/mcp",
                    "https://host/a-very-long-path-that-has-many-words-and-a-2-in-it/mcp"
                })
        void inAddresses(String address) {
            assertThat(Shown.url(address)).isEqualTo(address);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Bearer realm=\"mcp\", error=\"invalid_token\", error_description=\"The access token expired\"",
                    "Bearer resource_metadata=\"https://127.0.0.1:8443/.well-known/oauth-protected-resource\"",
                    "Bearer resource_metadata=https://127.0.0.1:8443/.well-known/oauth-protected-resource",
                    "Bearer authorization_uri=\"https://login.example/0f8fad5bd9cb469fa16570867728950e/oauth2\"",
                    "Basic realm=\"Restricted\", charset=\"UTF-8\"",
                    "Digest realm=\"a\", nonce=\"b\", qop=\"auth\"",
                    "{\"error\":\"invalid_token\",\"error_description\":\"No Authorization header\"}",
                    "{\"token_endpoint\":\"https://host/token\",\"code_challenge_methods_supported\":[\"S256\"]}",
                    "{\"grant_types_supported\":[\"urn:ietf:params:oauth:grant-type:jwt-bearer\"]}",
                    "Invalid token: expired; status_code=401; SurveyJournal12345",
                    "correlation id 0f8fad5b-d9cb-469f-a165-70867728950e",
                    "B\u00fccher, \u672c, \ud83d\ude00"
                })
        void inSentencesAndHeaders(String text) {
            assertThat(Shown.text(text)).isEqualTo(text);
        }

        @Test
        void soThatAChallengeIsReadAsItCame() {
            String line =
                    "Bearer realm=\"mcp 2\", resource_metadata=\"https://10.0.0.1/.well-known/x1\", scope=\"a1 b2\"";
            assertThat(Challenges.parse(List.of(Shown.text(line)))).isEqualTo(Challenges.parse(List.of(line)));
        }

        @ParameterizedTest
        @CsvSource({"?key=secret123&x=y,?key=***&x=***", "?a&b=c,?a&b=***"})
        void namesInAQuery(String query, String shown) {
            assertThat(Shown.url("https://host/mcp" + query)).isEqualTo("https://host/mcp" + shown);
        }
    }

    @Nested
    class IsFitForTerminals {

        @Test
        void withoutControlAndInvisibleCharacters() {
            assertThat(Shown.text("a\u001b[31mb\u202ec\u2028d\ud800e\u0000"))
                    .isEqualTo("a\ufffd[31mb\ufffdc\ufffdd\ufffde\ufffd");
            assertThat(Shown.excerpt(" a\n\tb \u0000 c ", 400)).isEqualTo("a b c");
        }

        @Test
        void cutWhereItIsFarTooLong() {
            assertThat(Shown.text("x ".repeat(100_000))).hasSize(2051).endsWith("...");
            assertThat(Shown.url("https://host/" + "x".repeat(100_000))).hasSize(2051);
            assertThat(Shown.excerpt("x ".repeat(100_000), 400)).hasSize(403);
        }

        /** A server chooses what its patterns have to go through. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a-",
                    "http://",
                    "?",
                    "&a",
                    "token ",
                    "eyJ",
                    "\"token\":\"\\",
                    "<input ",
                    ";a",
                    "a=",
                    "sess",
                    "\\"
                })
        void inShortTimeWhateverIsSent(String part) {
            String text = "{\"token\":\"" + part.repeat(100_000);
            long begun = System.nanoTime();
            Shown.text(text);
            Shown.url(text);
            Shown.excerpt(text, 400);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        }
    }
}
