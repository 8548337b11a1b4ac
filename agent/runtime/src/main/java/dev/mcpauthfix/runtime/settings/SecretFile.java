package dev.mcpauthfix.runtime.settings;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.port.SecretSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A secret in a file that somebody else writes and replaces, such as a projected service account token. Symbolic links are
 * followed: that is how such files are replaced.
 *
 * @param key the setting that names the file, for messages
 * @param file the file
 */
record SecretFile(String key, Path file) implements SecretSource {

    private static final int MOST_BYTES = 64 * 1024;

    @Override
    public Result read() {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(MOST_BYTES + 1);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .strip();
            if (bytes.length > MOST_BYTES || text.isEmpty()) {
                return unavailable(text.isEmpty() ? "it is empty" : "it is larger than " + MOST_BYTES + " bytes");
            }
            return new Found(Secret.of(text));
        } catch (CharacterCodingException binary) {
            return unavailable("it is not UTF-8 text");
        } catch (NoSuchFileException absent) {
            return unavailable("there is no such file");
        } catch (AccessDeniedException denied) {
            return unavailable("this user may not read it");
        } catch (IOException failed) {
            return unavailable("it cannot be read (" + failed.getClass().getSimpleName() + ")");
        }
    }

    @Override
    public boolean isWatchable() {
        return true;
    }

    private Unavailable unavailable(String why) {
        return new Unavailable(key + ": " + Text.quote(file.toString()) + ": " + why
                + "; it is read again at the next login: have it written, or name another");
    }
}
