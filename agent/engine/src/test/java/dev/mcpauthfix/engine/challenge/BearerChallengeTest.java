package dev.mcpauthfix.engine.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BearerChallengeTest {

    @Test
    void isPresentWithoutAnyParameter() {
        assertThat(BearerChallenge.from(List.of("Bearer")))
                .contains(new BearerChallenge(List.of(), List.of(), null, null, false, null));
    }

    @Test
    void keepsScopeAndErrorWithoutAHint() {
        BearerChallenge challenge =
                read("Bearer error=\"insufficient_scope\", scope=\"a b\", error_description=\"no\"");
        assertThat(challenge.resourceMetadata()).isEmpty();
        assertThat(challenge.scope()).isEqualTo("a b");
        assertThat(challenge.error()).isEqualTo("insufficient_scope");
        assertThat(challenge.errorDescription()).isEqualTo("no");
    }

    @Test
    void collectsTheHintsOfAllBearerAndDpopChallengesInOrder() {
        BearerChallenge challenge = read(
                "Negotiate",
                "Bearer resource_metadata=\"https://h/1\", resource_metadata=\"/2\"",
                "DPoP algs=\"ES256\", resource_metadata=\"https://h/3\"");
        assertThat(challenge.resourceMetadata()).containsExactly("https://h/1", "/2", "https://h/3");
    }

    @Test
    void ignoresTheParametersOfOtherSchemes() {
        BearerChallenge challenge = read("Custom resource_metadata=\"https://evil/\", Bearer error=e");
        assertThat(challenge.resourceMetadata()).isEmpty();
    }

    @Test
    void isNotFooledByANameThatEndsLikeAKnownOne() {
        assertThat(read("Bearer x_scope=\"admin\", xresource_metadata=\"https://h\""))
                .isEqualTo(new BearerChallenge(List.of(), List.of(), null, null, false, null));
    }

    @Test
    void leavesOutEmptyValues() {
        BearerChallenge challenge = read("Bearer resource_metadata=\"\", scope=\"\", error=");
        assertThat(challenge).isEqualTo(new BearerChallenge(List.of(), List.of(), null, null, false, null));
    }

    @Test
    void isAbsentWhereOnlyOtherSchemesAreOffered() {
        assertThat(BearerChallenge.from(List.of("Basic realm=\"Bearer error=x\"")))
                .isEmpty();
    }

    private static BearerChallenge read(String... lines) {
        return BearerChallenge.from(List.of(lines)).orElseThrow();
    }
}
