package dev.mcpauthfix.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The jar that this core came from, known by its digest to whoever has to say which one it was. */
final class AgentJar implements Supplier<String> {

    private static final String UNKNOWN = "unknown";

    private @Nullable String digest;

    /** The SHA-256 of its bytes as they are when this is first asked, in hexadecimal digits; {@code unknown} where it cannot be read. */
    @Override
    public synchronized String get() {
        String known = digest;
        if (known == null) {
            known = digest(AgentJar.class.getClassLoader());
            digest = known;
        }
        return known;
    }

    /** The shim's loader is known here by the JDK's own types only; a test has another. */
    private static String digest(Object loader) {
        if (!(loader instanceof Supplier<?> jar) || !(jar.get() instanceof String path)) {
            return UNKNOWN;
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(Path.of(path))));
        } catch (IOException | NoSuchAlgorithmException unreadable) {
            return UNKNOWN;
        }
    }
}
