package dev.mcpauthfix.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What tells a file from the same one after a change, without reading it.
 *
 * @param modified nanoseconds since 1970, as fine as the file system tells
 * @param size bytes, -1 for no file
 * @param key what the file system knows it by, another one after a rename over it, as a ConfigMap does; null where it has none
 */
record FileStamp(long modified, long size, @Nullable Object key) {

    /** There is no such file. */
    static final FileStamp NONE = new FileStamp(0, -1, null);

    static FileStamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(
                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), attributes.size(), attributes.fileKey());
        } catch (IOException | SecurityException missing) {
            return NONE;
        }
    }
}
