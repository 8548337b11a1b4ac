package dev.mcpauthfix.engine.jose;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our signatures, verified by another implementation. */
final class SigningKeyTest {

    private static final Map<String, Object> CLAIMS = Map.of("iss", "client \"é\"", "iat", 1_800_000_000L);

    @ParameterizedTest
    @CsvSource({"EC, secp256r1, ES256", "EC, secp384r1, ES384", "RSA, 2048, RS256"})
    void aKeyFromAPemFileSignsByTheAlgorithmThatItsKindSuggests(String kind, String size, SignatureAlgorithm algorithm)
            throws Exception {
        KeyPair pair = pair(kind, size);
        SigningKey key = read(pem(pair));

        SignedJWT token = SignedJWT.parse(key.sign("JWT", Map.of("kid", "k1"), CLAIMS));

        assertThat(token.verify(verifier(pair.getPublic()))).isTrue();
        assertThat(token.getHeader().toJSONObject())
                .containsOnly(Map.entry("typ", "JWT"), Map.entry("alg", algorithm.name()), Map.entry("kid", "k1"));
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("client \"é\"");
    }

    @Test
    void anRsaKeySignsByPssWhereThatIsAskedFor() throws Exception {
        KeyPair pair = pair("RSA", "2048");
        SigningKey key = read(pem(pair)).with(SignatureAlgorithm.PS256);

        assertThat(key).isNotNull();
        SignedJWT token = SignedJWT.parse(key.sign("JWT", Map.of(), CLAIMS));
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("PS256");
        assertThat(token.verify(verifier(pair.getPublic()))).isTrue();
    }

    @Test
    void aKeySignsByNoAlgorithmOfAnotherKindOrSize() throws Exception {
        assertThat(read(pem(pair("EC", "secp256r1"))).with(SignatureAlgorithm.ES384))
                .isNull();
        assertThat(read(pem(pair("RSA", "2048"))).with(SignatureAlgorithm.ES256))
                .isNull();
    }

    @Test
    void aKeyNeverShowsItself() throws Exception {
        KeyPair pair = pair("EC", "secp256r1");
        assertThat(read(pem(pair)).toString()).isEqualTo("SigningKey[ES256]");
        assertThat(ProofKey.generate(new SecureRandom()).toString()).isEqualTo("ProofKey[ES256]");
    }

    @Nested
    final class ProofKeys {

        @Test
        void whatAProofKeySignsIsVerifiedByThePublicKeyItNames() throws Exception {
            // Many, because a coordinate with a leading zero byte comes once in 128 keys.
            for (int i = 0; i < 300; i++) {
                ProofKey key = ProofKey.generate(new SecureRandom());
                ECKey named = ECKey.parse(Map.copyOf(key.publicKey()));

                String token = key.signing().sign("dpop+jwt", Map.of("jwk", key.publicKey()), CLAIMS);

                assertThat(SignedJWT.parse(token).verify(new ECDSAVerifier(named)))
                        .isTrue();
                assertThat(SignedJWT.parse(token).getHeader().getJWK()).isEqualTo(named);
            }
        }

        @Test
        void aProofKeyFromTheVaultIsTheSameKey() throws Exception {
            ProofKey key = ProofKey.generate(new SecureRandom());

            ProofKey read = ProofKey.parse(key.toDocument().reveal());

            assertThat(read).isNotNull();
            assertThat(read.publicKey()).isEqualTo(key.publicKey());
            assertThat(SignedJWT.parse(read.signing().sign("dpop+jwt", Map.of(), CLAIMS))
                            .verify(new ECDSAVerifier(ECKey.parse(Map.copyOf(key.publicKey())))))
                    .isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{}",
                    "{\"pkcs8\":\"%\",\"x\":\"a\",\"y\":\"b\"}",
                    "{\"pkcs8\":\"AAAA\",\"x\":\"a\",\"y\":\"b\"}"
                })
        void aDamagedDocumentIsNoProofKey(String document) {
            assertThat(ProofKey.parse(document)).isNull();
        }
    }

    @Nested
    final class UnusableFiles {

        @ParameterizedTest
        @CsvSource({
            "hello, holds no PRIVATE KEY",
            "-----BEGIN RSA PRIVATE KEY-----, openssl pkcs8 -topk8",
            "-----BEGIN ENCRYPTED PRIVATE KEY-----, encrypted",
            "-----BEGIN PRIVATE KEY-----!!-----END PRIVATE KEY-----, of no kind",
            "-----BEGIN PRIVATE KEY-----A-----END PRIVATE KEY-----, not base64",
        })
        void anUnusableFileSaysWhatToDo(String pem, String words) {
            assertThat(PrivateKeyFile.parse(pem))
                    .asInstanceOf(type(PrivateKeyFile.Unusable.class))
                    .extracting(
                            PrivateKeyFile.Unusable::reason, as(org.assertj.core.api.InstanceOfAssertFactories.STRING))
                    .contains(words);
        }

        @Test
        void keysTooWeakOrOfOtherKindsAreRefused() throws Exception {
            for (KeyPair pair : List.of(pair("RSA", "1024"), pair("EC", "secp521r1"), pair("Ed25519", ""))) {
                assertThat(PrivateKeyFile.parse(pem(pair))).isInstanceOf(PrivateKeyFile.Unusable.class);
            }
        }
    }

    private static SigningKey read(String pem) {
        return ((PrivateKeyFile.Read) PrivateKeyFile.parse(pem)).key();
    }

    private static JWSVerifier verifier(PublicKey key) throws Exception {
        return key instanceof RSAPublicKey rsa ? new RSASSAVerifier(rsa) : new ECDSAVerifier((ECPublicKey) key);
    }

    private static KeyPair pair(String kind, String size) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        if (kind.equals("RSA")) {
            generator.initialize(Integer.parseInt(size));
        } else if (kind.equals("EC")) {
            generator.initialize(new ECGenParameterSpec(size));
        }
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair pair) {
        return "a comment\n-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
