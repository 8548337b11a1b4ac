package dev.mcpauthfix.runtime.vault;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.port.SecretSource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts documents with AES-256-GCM (NIST SP 800-38D): a fresh random nonce of 96 bits for each, 128 bits of tag, and the
 * document's name as associated data, so that nobody can pass one document off as another.
 */
final class VaultKey {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private VaultKey(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** What came of reading a key: the key, or one line why there is none. */
    record Reading(@Nullable VaultKey key, @Nullable String fault) {}

    static Reading read(SecretSource source) {
        SecretSource.Result result = source.read();
        if (result instanceof SecretSource.Unavailable unavailable) {
            return new Reading(null, unavailable.reason());
        }
        byte[] bytes = bytes(((SecretSource.Found) result).value());
        return bytes == null
                ? new Reading(
                        null,
                        "vault.key is not 32 bytes as base64 or as 64 hexadecimal digits; make one with: openssl rand"
                                + " -base64 32")
                : new Reading(new VaultKey(bytes), null);
    }

    private static byte @Nullable [] bytes(Secret secret) {
        String text = secret.reveal();
        try {
            byte[] bytes = text.length() == 2 * KEY_BYTES
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
            return bytes.length == KEY_BYTES ? bytes : null;
        } catch (IllegalArgumentException neither) {
            return null;
        }
    }

    /** The nonce and what it was encrypted to, in base64. */
    String encrypt(String name, String document) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] encrypted =
                    cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(document.getBytes(StandardCharsets.UTF_8));
            byte[] whole = new byte[NONCE_BYTES + encrypted.length];
            System.arraycopy(nonce, 0, whole, 0, NONCE_BYTES);
            System.arraycopy(encrypted, 0, whole, NONCE_BYTES, encrypted.length);
            return Base64.getEncoder().encodeToString(whole);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JVM has AES-256-GCM", impossible);
        }
    }

    /** Null where another key, another name or other bytes were used. */
    @Nullable
    String decrypt(String name, String text) {
        try {
            byte[] whole = Base64.getDecoder().decode(text);
            if (whole.length < NONCE_BYTES) {
                return null;
            }
            byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
            byte[] document =
                    cipher(Cipher.DECRYPT_MODE, nonce, name).doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
            return new String(document, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
            return null;
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
