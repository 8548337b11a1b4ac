package dev.mcpauthfix.runtime.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Takes down what happened in a file, one JSON object a line. The fields are described in docs/evidence.md.
 *
 * <p>Lines are written in their order by a task that is there only while there is something to write. A line that cannot be written
 * is kept and tried again with the next one; what is beyond {@value #MOST_WAITING} of them is dropped, and a line tells how many. Where
 * a disk became full, the first part of a line may stand there before the whole line does.
 */
public final class AuditLog implements Evidence, AutoCloseable {

    /** How many lines wait at most. */
    static final int MOST_WAITING = 4_096;

    /** What one write takes: little enough for every system to do it in one piece, beside other JVMs. */
    private static final int BATCH_BYTES = 32 * 1024;

    private static final int BATCH_LINES = 128;
    private static final int CLOSING_SECONDS = 2;

    private final Path file;
    private final int batchBytes;
    private final Identity identity;
    private final Consumer<String> warnings;
    private final Executor executor;
    private final AuditFile target;
    private final AuditLine line;
    private final AuditQueue queue = new AuditQueue(MOST_WAITING);

    /** Whether a task has been submitted and will look into the queue once more. */
    private final AtomicBoolean busy = new AtomicBoolean();

    /** Whose is the file; only {@link #close} and one task ever want it. */
    private final ReentrantLock writing = new ReentrantLock();

    private boolean failing;
    private volatile boolean closed;

    /**
     * Creates one; the file is made with the first line.
     *
     * @param file the file to append to, in a folder that is there
     * @param maxBytes the size in bytes beyond which the file is renamed and a new one begun; more than 0
     * @param olderFiles how many renamed files are kept, 0 for none
     * @param identity who speaks; its settings are asked for at each occurrence, by the thread that tells of it
     * @param warnings takes a line of text when the file cannot be written, once until it can be
     * @param executor runs the writing; where it rejects a task the lines wait for the next occurrence, or for {@link #close}
     */
    public AuditLog(
            Path file, long maxBytes, int olderFiles, Identity identity, Consumer<String> warnings, Executor executor) {
        this.file = file;
        this.batchBytes = (int) Math.min(BATCH_BYTES, maxBytes);
        this.identity = identity;
        this.warnings = warnings;
        this.executor = executor;
        this.target = new AuditFile(file, maxBytes, olderFiles, warnings);
        this.line = new AuditLine(identity);
    }

    /** {@inheritDoc} It puts the occurrence into a queue, and waits for no file. */
    @Override
    public void accept(Occurrence occurrence) {
        if (closed) {
            return;
        }
        queue.add(new AuditEntry(occurrence, settings()));
        if (busy.compareAndSet(false, true)) {
            submit();
        }
    }

    /** Writes what waits, on this thread, and takes no more. It gives up after two seconds behind a write that hangs. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = Thread.interrupted();
        try {
            if (writing.tryLock(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                try {
                    writeWhatWaits();
                } finally {
                    writing.unlock();
                }
            }
        } catch (InterruptedException hurried) {
            interrupted = true;
        }
        restore(interrupted);
        long lost = queue.waiting();
        if (lost > 0) {
            warnings.accept("the audit log " + file + " lacks the last " + lost
                    + " lines: it was closed while they could not be written");
        }
    }

    private String settings() {
        try {
            return identity.settings().get();
        } catch (RuntimeException fault) {
            return "unknown";
        }
    }

    private void submit() {
        try {
            executor.execute(this::write);
        } catch (Throwable rejected) {
            // The agent stops, or the system has no thread left; the occurrence's caller is to know nothing of it.
            busy.set(false);
        }
    }

    private void write() {
        boolean interrupted = Thread.interrupted();
        boolean done;
        do {
            writing.lock();
            try {
                done = writeWhatWaits();
            } finally {
                writing.unlock();
                busy.set(false);
            }
            // What came after the last look and before busy was false has no task yet.
        } while (done && !queue.isEmpty() && busy.compareAndSet(false, true));
        restore(interrupted);
    }

    /** Whether all could be written. */
    private boolean writeWhatWaits() {
        try {
            for (List<AuditEntry> some = next(); !some.isEmpty(); some = next()) {
                int lines = append(some);
                queue.removeFirst(lines);
                failing &= lines == 0;
            }
            return true;
        } catch (ClosedByInterruptException stopped) {
            // Not the file's fault: what is left is for the next occurrence, or for close.
            return false;
        } catch (IOException | RuntimeException | LinkageError failed) {
            tell(failed);
            return false;
        }
    }

    /** One is enough to see whether a file that could not be written still cannot. */
    private List<AuditEntry> next() {
        return queue.first(failing ? 1 : BATCH_LINES);
    }

    /** Appends as many as go into one write, at least one, and answers how many of them are in the file whole. */
    private int append(List<AuditEntry> entries) throws IOException {
        ByteArrayOutputStream batch = new ByteArrayOutputStream(batchBytes);
        List<Integer> ends = new ArrayList<>();
        for (AuditEntry entry : entries) {
            byte[] next = line.of(entry);
            if (!ends.isEmpty() && batch.size() + next.length > batchBytes) {
                break;
            }
            batch.write(next);
            ends.add(batch.size());
        }
        int written = target.append(batch.toByteArray());
        return (int) ends.stream().filter(end -> end <= written).count();
    }

    private void tell(Throwable failed) {
        if (!failing) {
            failing = true;
            warnings.accept(
                    "the audit log " + file + " cannot be written: appending a line failed (" + failed
                            + "); expected a file that this user may write, in a folder that is there. " + MOST_WAITING
                            + " lines at most are kept and tried again with each one that comes: make it writable, or name another file");
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
