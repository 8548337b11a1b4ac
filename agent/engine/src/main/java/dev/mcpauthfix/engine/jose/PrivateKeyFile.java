package dev.mcpauthfix.engine.jose;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a PEM file (RFC 7468) holds: a private key in PKCS #8, or a reason why not that quotes nothing of it. */
public sealed interface PrivateKeyFile {

    /** A key, with the algorithm that its kind suggests: ES256, ES384 or RS256. */
    record Read(SigningKey key) implements PrivateKeyFile {}

    /** No usable key; the reason is one line that says what to do. */
    record Unusable(String reason) implements PrivateKeyFile {}

    /** Parses the text of a file; what stands around the key, a certificate for example, is skipped. */
    static PrivateKeyFile parse(String pem) {
        String encoded = between(pem, "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----");
        if (encoded == null) {
            return new Unusable(explain(pem));
        }
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(encoded);
        } catch (IllegalArgumentException damaged) {
            return new Unusable("its PRIVATE KEY is not base64 (RFC 7468); export the key again");
        }
        PrivateKey key = key(bytes);
        SignatureAlgorithm algorithm = key == null ? null : SignatureAlgorithm.of(key);
        return key == null || algorithm == null
                ? new Unusable(
                        "its key is of no kind that signs here; expected EC on P-256 or P-384, or RSA of 2048 bits"
                                + " and more")
                : new Read(new SigningKey(key, algorithm));
    }

    private static @Nullable PrivateKey key(byte[] bytes) {
        for (String kind : List.of("EC", "RSA")) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (GeneralSecurityException anotherKind) {
                // The next one may know it.
            }
        }
        return null;
    }

    private static String explain(String pem) {
        if (pem.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----")) {
            return "its key is encrypted; decrypt it with: openssl pkcs8 -in <file> -out <new file>";
        }
        return pem.contains(" PRIVATE KEY-----")
                ? "its key is not in PKCS #8; convert it with: openssl pkcs8 -topk8 -nocrypt -in <file> -out <new file>"
                : "it holds no PRIVATE KEY in PEM form (RFC 7468); expected -----BEGIN PRIVATE KEY-----";
    }

    private static @Nullable String between(String text, String begin, String end) {
        int from = text.indexOf(begin);
        int to = from < 0 ? -1 : text.indexOf(end, from);
        return to < 0 ? null : text.substring(from + begin.length(), to);
    }
}
