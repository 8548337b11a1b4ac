package dev.mcpauthfix.runtime.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The form of one file: the key on the first line, for people and as a check, then the document. */
final class VaultFile {

    private VaultFile() {}

    /** The key's SHA-256 in hexadecimal: a key may hold any character, a file name may not. */
    static String name(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }

    /** The key that a file begins with, null where it is not the file of that name. */
    static @Nullable String key(String name, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        String key = end < 0 ? "" : text.substring(0, end);
        return name(key).equals(name) ? key : null;
    }

    static byte[] text(String key, String document) {
        return (firstLine(key) + document).getBytes(StandardCharsets.UTF_8);
    }

    static String document(String key, byte[] bytes) throws IOException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new IOException("a file in it is not UTF-8 text", malformed);
        }
        String firstLine = firstLine(key);
        if (!text.startsWith(firstLine)) {
            throw new IOException("a file in it does not begin with its key");
        }
        return text.substring(firstLine.length());
    }

    private static String firstLine(String key) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        return line.append('\n').toString();
    }
}
