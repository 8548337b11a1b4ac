package dev.mcpauthfix.runtime.vault;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Serial;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A lock that threads and JVMs take in turn, waited for with limited patience: a stopped process must not stop us for ever. */
final class VaultLock implements Closeable {

    private static final int PAUSE_MILLIS = 10;
    private static final Set<OpenOption> OPEN =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    /** Somebody else kept it for longer than our patience lasts. */
    static final class HeldElsewhere extends IOException {

        @Serial
        private static final long serialVersionUID = 1L;

        HeldElsewhere(Duration patience) {
            super("another process holds its lock file for longer than " + patience.toMillis() + " ms");
        }
    }

    private final FileChannel channel;

    private VaultLock(FileChannel channel) {
        this.channel = channel;
    }

    static VaultLock take(Path file, FileAttribute<?>[] attributes, Duration patience) throws IOException {
        FileChannel channel = FileChannel.open(file, OPEN, attributes);
        try {
            long started = System.nanoTime();
            while (tryLock(channel) == null) {
                if (System.nanoTime() - started > patience.toNanos()) {
                    throw new HeldElsewhere(patience);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            return new VaultLock(channel);
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
