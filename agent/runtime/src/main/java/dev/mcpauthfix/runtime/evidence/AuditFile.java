package dev.mcpauthfix.runtime.evidence;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file that several JVMs append lines to, with older files of the same name and a number behind it, 1 the youngest.
 *
 * <p>It is opened by its name for each write and kept open for none: whoever has renamed it meanwhile, the next line is in the right
 * file, and a line on its way is in the one that was renamed. So an append needs no lock; only renaming does.
 */
final class AuditFile {

    /** How often it is made again when another JVM renames it between our making and our opening it. */
    private static final int MOST_TRIES = 8;

    private static final int MOST_LOOKS = 4;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<OpenOption> LOCK =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path file;
    private final long maxBytes;
    private final int olderFiles;
    private final Consumer<String> warnings;
    private boolean toldOfRotation;

    AuditFile(Path file, long maxBytes, int olderFiles, Consumer<String> warnings) {
        this.file = file;
        this.maxBytes = maxBytes;
        this.olderFiles = olderFiles;
        this.warnings = warnings;
    }

    /**
     * Appends whole lines in one write, to a new file where they would make this one too large. Answers how many bytes of them are
     * in the file now, which are fewer where the disk became full on the way; it fails where none are.
     */
    int append(byte[] lines) throws IOException {
        if (isFull(lines.length)) {
            tryToRotate(lines.length);
        }
        ByteBuffer left = ByteBuffer.wrap(endsWithinALine() ? behindALineFeed(lines) : lines);
        int extra = left.remaining() - lines.length;
        try (FileChannel channel = open()) {
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } catch (IOException failed) {
            if (left.position() <= extra) {
                throw failed;
            }
        }
        return left.position() - extra;
    }

    /** What is no file but a device or a pipe is never full. */
    private boolean isFull(int coming) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        long size = file.toFile().length();
        return size > 0 && size + coming > maxBytes;
    }

    private FileChannel open() throws IOException {
        for (int i = 0; i < MOST_TRIES; i++) {
            try {
                // Never with CREATE, which knows no permissions: a JVM that renames the file now would have us make an
                // open one.
                return FileChannel.open(file, StandardOpenOption.APPEND);
            } catch (NoSuchFileException notYet) {
                create();
            }
        }
        throw new NoSuchFileException(file.toString(), null, "it goes away as often as it is made");
    }

    private void create() throws IOException {
        try {
            Files.createFile(file, ownerOnly());
        } catch (FileAlreadyExistsException byAnother) {
            // As good as ours.
        }
    }

    /**
     * Whether a JVM has died in the middle of a line, to which ours must not be glued. One that is writing right now looks alike, but
     * grows; taken for dead after all, it gets an empty line behind its own, which harms no reader.
     */
    private boolean endsWithinALine() {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long seen = -1;
            for (int i = 0; i < MOST_LOOKS; i++) {
                long length = in.length();
                if (length == 0) {
                    return false;
                }
                in.seek(length - 1);
                if (in.read() == '\n') {
                    return false;
                }
                if (length == seen) {
                    return true;
                }
                seen = length;
            }
            return false;
        } catch (IOException unreadable) {
            // It may be for writing only.
            return false;
        }
    }

    private static byte[] behindALineFeed(byte[] lines) {
        byte[] all = new byte[lines.length + 1];
        all[0] = '\n';
        System.arraycopy(lines, 0, all, 1, lines.length);
        return all;
    }

    /** A file that cannot be renamed grows on: better too large than without the lines. */
    private void tryToRotate(int coming) {
        try {
            rotate(coming);
        } catch (IOException failed) {
            if (!toldOfRotation) {
                toldOfRotation = true;
                warnings.accept(
                        "the audit log " + file + " is larger than " + maxBytes + " bytes and could not be renamed to "
                                + older(1) + " (" + failed
                                + "); expected a folder in which this user may make and rename files. It grows on:"
                                + " make the folder writable, or name a file in another folder");
            }
        }
    }

    /** Waits for nobody: whoever holds the lock is renaming it for us. */
    private void rotate(int coming) throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of(file + ".lock"), LOCK, ownerOnly());
                FileLock lock = tryLock(channel)) {
            // Looked at again, for another may have let go of the lock just now.
            if (lock != null && isFull(coming)) {
                shift();
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisJvm) {
            return null;
        }
    }

    /** Up to the first number that is free, which a JVM that died in here may have left: nothing is pushed out for nothing. */
    private void shift() throws IOException {
        if (olderFiles == 0) {
            Files.delete(file);
            return;
        }
        int free = 1;
        while (free < olderFiles && Files.exists(older(free))) {
            free++;
        }
        for (int number = free; number > 1; number--) {
            Files.move(older(number - 1), older(number), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(file, older(1), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path older(int number) {
        return Path.of(file + "." + number);
    }

    private FileAttribute<?>[] ownerOnly() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }
}
