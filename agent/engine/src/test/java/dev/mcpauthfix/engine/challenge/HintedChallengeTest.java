package dev.mcpauthfix.engine.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HintedChallengeTest {

    private static final URI METADATA = URI.create("https://mcp.example/.well-known/oauth-protected-resource/mcp");
    private static final String HINT = "resource_metadata=\"" + METADATA + "\"";

    private static List<String> hinted(String... lines) {
        return HintedChallenge.of(List.of(lines), METADATA);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bearer error=\"invalid_token\"|Bearer HINT, error=\"invalid_token\"",
                "Bearer|Bearer HINT",
                "bearer realm=x|bearer HINT, realm=x",
                "DPoP algs=\"ES256\"|DPoP HINT, algs=\"ES256\"",
                "Basic realm=\"a, Bearer b\", Bearer error=\"e\"|Basic realm=\"a, Bearer b\", Bearer HINT, error=\"e\"",
                "Negotiate abc==, Bearer scope=\"a b\", Digest qop=\"auth\"|Negotiate abc==, Bearer HINT, scope=\"a b\", Digest"
                        + " qop=\"auth\"",
                "DPoP algs=\"ES256\", Bearer error=\"e\"|DPoP algs=\"ES256\", Bearer HINT, error=\"e\"",
                "Bearer, Basic realm=\"x\"|Bearer HINT, Basic realm=\"x\"",
            })
    void addsTheHintToTheFirstChallengeForATokenAndLeavesTheRestAsItWas(String line, String expected) {
        assertThat(hinted(line)).containsExactly(expected.replace("HINT", HINT));
    }

    @Test
    void putsTheHintInThePlaceOfADeadOne() {
        assertThat(hinted("Bearer error=\"invalid_token\", resource_metadata=\"https://dead.example/x\", scope=\"a\""))
                .containsExactly("Bearer error=\"invalid_token\", " + HINT + ", scope=\"a\"");
    }

    @Test
    void leavesOtherLinesAsTheyWere() {
        assertThat(hinted("Basic realm=\"x\"", "Bearer error=\"e\"", "Bearer realm=\"second\""))
                .containsExactly("Basic realm=\"x\"", "Bearer " + HINT + ", error=\"e\"", "Bearer realm=\"second\"");
    }

    @Test
    void saysTheHintAloneWhereTheServerSaysNothing() {
        assertThat(hinted()).containsExactly("Bearer " + HINT);
        assertThat(hinted("\"garbage")).containsExactly("Bearer " + HINT, "\"garbage");
    }

    @Test
    void isReadBackAsTheOneHint() {
        for (String line : List.of(
                "Bearer error=\"invalid_token\"",
                "Bearer resource_metadata=relative/path, error=x",
                "Negotiate, Bearer scope=\"a,b\\\"c\"")) {
            BearerChallenge read = BearerChallenge.from(hinted(line)).orElseThrow();
            assertThat(read.resourceMetadata()).containsExactly(METADATA.toString());
        }
    }
}
