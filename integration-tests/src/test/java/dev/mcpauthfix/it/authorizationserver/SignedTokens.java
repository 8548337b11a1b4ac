package dev.mcpauthfix.it.authorizationserver;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Accepts access tokens that an issuer signed and that have not run out, as any resource server does (RFC 9068). */
final class SignedTokens {

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    SignedTokens(String issuer, String keys) throws java.net.MalformedURLException {
        JWKSource<SecurityContext> source =
                JWKSourceBuilder.create(URI.create(keys).toURL()).build();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, source));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("exp")));
    }

    /**
     * Whether it is one.
     *
     * @param audience what it must be for, null for anything
     */
    boolean test(String token, @Nullable String audience) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            return audience == null || claims.getAudience().equals(List.of(audience));
        } catch (ParseException | BadJOSEException | JOSEException notOne) {
            return false;
        }
    }
}
