package dev.mcpauthfix.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WithheldTest {

    private static final String TOKEN = "the-canary-token-of-this-test";
    private static final String PROOF = "proof.canary.proof";

    private static final Withheld WITHHELD =
            Withheld.of(Map.of("Authorization", "DPoP " + TOKEN, "DPoP", PROOF, "Accept", "application/json"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer error_description=\"the-canary-token-of-this-test is over\"",
                "Bearer error_description=\"the-canary-token...\"",
                "the-canary%2Dtoken-of-this",
                "proof.canary.proof",
                "the-canary-token-of-this-testproof.canary.proof"
            })
    void noPartOfATokenIsSaidBack(String text) {
        assertThat(WITHHELD.text(text)).doesNotContain("canary").contains("***");
    }

    @Test
    void aTokenOfFewCharactersIsHiddenToo() {
        assertThat(Withheld.of(Map.of("Authorization", "Bearer a1b2")).text("Bearer error=\"a1b2 is over\""))
                .isEqualTo("Bearer error=\"*** is over\"");
    }

    @Test
    void whatTheTextHasNotFromTheTokenIsAsItWas() {
        String challenge = "Bearer error=\"invalid_token\", error_description=\"the token is for another resource\"";

        assertThat(WITHHELD.text(challenge)).isEqualTo(challenge);
        assertThat(Withheld.of(Map.of("Accept", "application/json")).text("application/json"))
                .isEqualTo("application/json");
    }

    @Test
    void ofABodyOnlyItsKindIsLeft() {
        Exchange said = WITHHELD.from(exchange(
                "{\"jsonrpc\":\"2.0\",\"result\":{\"canary\":1},\"message\":\"canary\"}",
                Map.of(
                        "content-type",
                        List.of("application/json; for=" + TOKEN),
                        "www-authenticate",
                        List.of("Bearer error_description=\"" + TOKEN + "\""),
                        "server",
                        List.of(TOKEN))));

        assertThat(said.toString() + said.document()).doesNotContain("canary", "2.0");
        assertThat(said.isMcpResult()).isTrue();
        assertThat(said.outcome()).isEqualTo("200, a JSON object");
        assertThat(said.header("www-authenticate")).containsExactly("Bearer error_description=\"***\"");
    }

    @Test
    void anAnswerThatIsNoMcpResultIsNoneAfterwards() {
        Exchange said = WITHHELD.from(exchange("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":1}}", Map.of()));

        assertThat(said.isMcpResult()).isFalse();
    }

    private static Exchange exchange(String body, Map<String, List<String>> headers) {
        return new Exchange(
                Purpose.MCP_REQUEST_WITH_TOKEN,
                "POST",
                "https://tools.example/mcp",
                Came.ANSWER,
                200,
                "https://tools.example/mcp",
                headers,
                JsonObject.parse(body).orElseThrow(),
                body + TOKEN,
                "0123456789",
                "",
                null,
                List.of(),
                7);
    }
}
