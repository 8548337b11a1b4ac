package dev.mcpauthfix.runtime.vault;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lock that writers of all threads and JVMs take in turn, waited for briefly: a stopped process must not stop us. */
final class VaultLock implements Closeable {

    private static final int TRIES = 200;
    private static final int PAUSE_MILLIS = 10;
    private static final Set<OpenOption> OPEN =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final FileChannel channel;

    private VaultLock(FileChannel channel) {
        this.channel = channel;
    }

    static VaultLock take(Path file, FileAttribute<?>[] attributes) throws IOException {
        FileChannel channel = FileChannel.open(file, OPEN, attributes);
        try {
            for (int i = 0; i < TRIES; i++) {
                if (tryLock(channel) != null) {
                    return new VaultLock(channel);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            throw new IOException(
                    "another process holds its lock file for longer than " + TRIES * PAUSE_MILLIS + " ms");
        } catch (InterruptedException interrupted) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for its lock file");
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisJvm) {
            return null;
        }
    }

    /** Closing the channel releases the lock. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
