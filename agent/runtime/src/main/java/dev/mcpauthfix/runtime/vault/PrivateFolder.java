package dev.mcpauthfix.runtime.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A folder and files that only their user can read, created so from the first moment; symbolic links are refused. */
final class PrivateFolder {

    private static final int FILE_BYTES = 1024 * 1024;
    private static final Duration WRITING = Duration.ofSeconds(2);
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Path path;
    private final boolean posix;

    PrivateFolder(Path path) {
        this.path = path;
        this.posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    Path path() {
        return path;
    }

    byte[] read(String name) throws IOException {
        check();
        try (SeekableByteChannel channel = Files.newByteChannel(path.resolve(name), READ)) {
            if (channel.size() > FILE_BYTES) {
                throw new IOException("a file in it is larger than " + FILE_BYTES + " bytes");
            }
            return Channels.newInputStream(channel).readNBytes(FILE_BYTES);
        }
    }

    /** The names of the documents in it: not of locks, nor of what a crash left half-written. */
    List<String> names() throws IOException {
        check();
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.indexOf('.') < 0) {
                    names.add(name);
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        return names;
    }

    synchronized void replace(String name, byte[] content) throws IOException {
        prepare();
        VaultLock lock = lock();
        try {
            Path temporary = path.resolve(name + ".new");
            // What a crash left behind.
            Files.deleteIfExists(temporary);
            try {
                write(temporary, content);
                Files.move(temporary, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } finally {
            lock.close();
        }
    }

    synchronized void remove(String name) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        prepare();
        VaultLock lock = lock();
        try {
            Files.deleteIfExists(path.resolve(name));
        } finally {
            lock.close();
        }
    }

    /** Takes the lock of this name in the folder, made where it is not there yet. Lock files stay: removing one would race. */
    VaultLock lock(String name, Duration patience) throws IOException {
        prepare();
        return VaultLock.take(path.resolve(name), attributes(FILE), patience);
    }

    private VaultLock lock() throws IOException {
        return VaultLock.take(path.resolve(".lock"), attributes(FILE), WRITING);
    }

    private void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, NEW, attributes(FILE))) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private void prepare() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(path, attributes(FOLDER));
        }
        check();
    }

    /** Whether it is a folder for its user's eyes only. One that is not is made so, which fails where it belongs to another. */
    private void check() throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isDirectory()) {
            throw new FileSystemException(path.toString(), null, "is not a folder, or is a symbolic link");
        }
        if (posix && !FOLDER.equals(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS))) {
            Files.setPosixFilePermissions(path, FOLDER);
        }
    }

    private FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
