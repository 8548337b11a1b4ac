package dev.mcpauthfix.engine.registration;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.jose.PrivateKeyFile;
import dev.mcpauthfix.engine.port.SecretSource;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client that proves itself by what its private key signs (RFC 7523, section 2.2; OpenID Connect Core 1.0, section 9).
 *
 * @param key where the key is; read for each assertion, so that it may be replaced while we run
 * @param keyId the key's identifier at the authorization server ({@code kid}), null for none
 * @param clientId the client identifier
 * @param audience the issuer identifier of the authorization server: an assertion that names a token endpoint instead can be
 *     used at another server of the endpoint's choice (rule R19)
 * @param clock tells the time
 */
public record ClientAssertion(SecretSource key, @Nullable String keyId, String clientId, String audience, Clock clock) {

    /** {@code client_assertion_type} of such an assertion. */
    public static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final Duration LIFETIME = Duration.ofSeconds(60);

    /** What came of making one. */
    public sealed interface Result {}

    /** An assertion, for one request. */
    public record Made(Secret assertion) implements Result {}

    /** No key; the reason is one line for people. */
    public record Impossible(String reason) implements Result {}

    /** Makes an assertion for one request. */
    public Result make() {
        SecretSource.Result read = key.read();
        if (read instanceof SecretSource.Unavailable unavailable) {
            return new Impossible(unavailable.reason());
        }
        PrivateKeyFile file =
                PrivateKeyFile.parse(((SecretSource.Found) read).value().reveal());
        if (file instanceof PrivateKeyFile.Unusable unusable) {
            return new Impossible("client.key.file: " + unusable.reason());
        }
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", clientId);
        claims.put("sub", clientId);
        claims.put("aud", audience);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("iat", now);
        claims.put("exp", now + LIFETIME.toSeconds());
        return new Made(Secret.of(((PrivateKeyFile.Read) file)
                .key()
                .sign("JWT", keyId == null ? Map.of() : Map.of("kid", keyId), claims)));
    }
}
