package dev.mcpauthfix.engine.grant;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PkceTest {

    @Test
    void agreesWithTheExampleOfTheRfc() {
        assertThat(Pkce.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").challenge())
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void agreesWithAnotherImplementation() {
        Pkce pkce = Pkce.generate(new SecureRandom());

        assertThat(pkce.challenge())
                .isEqualTo(CodeChallenge.compute(
                                CodeChallengeMethod.S256,
                                new CodeVerifier(pkce.verifier().reveal()))
                        .getValue());
    }

    @Test
    void verifiersAreLongUnreservedAndNeverTheSame() {
        SecureRandom random = new SecureRandom();
        String verifier = Pkce.generate(random).verifier().reveal();

        assertThat(verifier).matches("[A-Za-z0-9._~-]{43,128}");
        assertThat(Pkce.generate(random).verifier().reveal()).isNotEqualTo(verifier);
    }

    @Test
    void theVerifierNeverShowsItself() {
        assertThat(Pkce.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").toString())
                .doesNotContain("dBjft");
    }
}
