package dev.mcpauthfix.cli.report.ledger;

import dev.mcpauthfix.cli.report.Findings;
import dev.mcpauthfix.cli.report.Input;
import dev.mcpauthfix.engine.policy.ServerText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Reads audit logs, once and in constant memory. */
public final class AuditReader {

    private final InputStream standardInput;
    private final Ledger ledger;
    private final LongConsumer progress;
    private final LineCounter counter;
    private final Lines lines;
    private final List<String> read = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    /**
     * Creates one that reads once.
     *
     * @param standardInput what {@code -} stands for; not closed
     * @param progress is told every now and then how many bytes have been read
     */
    public AuditReader(InputStream standardInput, LongConsumer progress) {
        this(standardInput, progress, new Ledger());
    }

    AuditReader(InputStream standardInput, LongConsumer progress, Ledger ledger) {
        this.standardInput = standardInput;
        this.ledger = ledger;
        this.progress = progress;
        counter = new LineCounter();
        lines = new Lines(counter);
    }

    /** How many bytes the files of these arguments have; standard input counts for nothing. */
    public static long bytes(List<String> arguments) {
        return AuditFiles.of(arguments).bytes();
    }

    /** Reads the files, globs and {@code -} that are named, each once; what cannot be read is told in {@link Input#unreadable}. */
    public Findings read(List<String> arguments) {
        AuditFiles files = AuditFiles.of(arguments);
        files.unreadable().forEach(sentence -> unreadable.add(ServerText.plain(sentence)));
        for (Path file : files.files()) {
            read(file);
        }
        if (files.standardInput()) {
            read(AuditFiles.STANDARD_INPUT, standardInput);
        }
        return ledger.findings(counter.input());
    }

    private void read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            read(ServerText.plain(file.toString()), in);
        } catch (AccessDeniedException denied) {
            unreadable.add(ServerText.plain(file + ": may not be read by this user"));
        } catch (IOException failed) {
            unreadable.add(ServerText.plain(file + ": cannot be read, " + failed.getMessage()));
        }
    }

    private void read(String name, InputStream in) {
        read.add(name);
        try {
            lines.read(in);
        } catch (IOException failed) {
            unreadable.add(ServerText.plain(name + ": could not be read to its end, " + failed.getMessage()));
        }
    }

    /** Counts the lines, and gives ours to the ledger. */
    private final class LineCounter implements Lines.Sink {

        private final AuditEntry entry = new AuditEntry();
        private long bytes;
        private long count;
        private long foreign;
        private long torn;
        private long empty;
        private long tooLong;

        @Override
        public void line(byte[] line, int offset, int length) {
            count++;
            if (isBlank(line, offset, length)) {
                empty++;
                return;
            }
            switch (AuditEntryParser.parse(line, offset, length, entry)) {
                case OURS -> ledger.take(entry);
                case FOREIGN -> foreign++;
                case TORN -> torn++;
            }
        }

        @Override
        public void tooLong() {
            count++;
            tooLong++;
        }

        @Override
        public void read(int more) {
            bytes += more;
            progress.accept(bytes);
        }

        private Input input() {
            return new Input(read, bytes, count, foreign, torn, empty, tooLong, ledger.dropped(), unreadable);
        }

        private static boolean isBlank(byte[] line, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                    return false;
                }
            }
            return true;
        }
    }
}
