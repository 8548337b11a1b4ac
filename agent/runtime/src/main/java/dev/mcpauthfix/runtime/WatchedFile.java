package dev.mcpauthfix.runtime;

import dev.mcpauthfix.runtime.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings file between two readings. Its lines are held against the moment in which somebody writes it: a file that is empty, or that
 * changes while it is read, would set everything back to its default, or half of it.
 *
 * <p>One thread at a time reads; any may ask whether there is anything to read.
 */
final class WatchedFile implements SettingsLoader.LineReader {

    private static final int MOST_READINGS = 3;
    private static final Reading NOTHING = new Reading(null, FileStamp.NONE, List.of());

    private final SettingsLoader.LineReader disk;
    private Reading latest = NOTHING;
    private Reading held = NOTHING;
    private volatile FileStamp seen = FileStamp.NONE;

    WatchedFile(SettingsLoader.LineReader disk) {
        this.disk = disk;
    }

    /** Whether the file is another one than the one that was read last; an empty one is not, somebody is writing it. */
    boolean isChanged(Path file) {
        FileStamp stamp = FileStamp.of(file);
        return stamp.size() != 0 && !stamp.equals(seen);
    }

    /** Forgets the reading before, since the settings that are read now may name no file. */
    void begin() {
        latest = NOTHING;
    }

    @Override
    public List<String> read(Path named) throws IOException {
        Path file = named.toAbsolutePath();
        FileStamp before = FileStamp.of(file);
        for (int i = 0; i < MOST_READINGS; i++) {
            List<String> lines = lines(file, before);
            FileStamp after = FileStamp.of(file);
            if (after.equals(before)) {
                latest = new Reading(file, before, before.size() == 0 ? heldOr(lines, file) : lines);
                return latest.lines();
            }
            before = after;
        }
        // Written all the time: read once more at the next look.
        latest = new Reading(file, FileStamp.NONE, heldOr(List.of(), file));
        return latest.lines();
    }

    private List<String> lines(Path file, FileStamp stamp) throws IOException {
        try {
            return disk.read(file);
        } catch (AccessDeniedException forbidden) {
            // Whoever permits it changes nothing that a stamp shows.
            latest = new Reading(file, FileStamp.NONE, List.of());
            throw forbidden;
        } catch (IOException unreadable) {
            latest = new Reading(file, stamp, List.of());
            throw unreadable;
        }
    }

    private List<String> heldOr(List<String> lines, Path file) {
        return file.equals(held.file()) ? held.lines() : lines;
    }

    /** What was read holds from now on. */
    void hold() {
        held = latest;
        seen = latest.stamp();
    }

    /** What was read does not hold, and need not be read again before it changes. */
    void refuse() {
        if (latest.file() != null && latest.file().equals(held.file())) {
            seen = latest.stamp();
        }
    }

    private record Reading(@Nullable Path file, FileStamp stamp, List<String> lines) {}
}
