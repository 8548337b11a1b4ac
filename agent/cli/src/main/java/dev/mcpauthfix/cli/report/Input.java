package dev.mcpauthfix.cli.report;

import java.util.List;

/**
 * What was read.
 *
 * @param files the files that were read, oldest of a rotation first; {@code -} for standard input
 * @param bytes their bytes
 * @param lines their lines, those that count for nothing included
 * @param foreign lines of JSON that are not an audit line of a schema known here
 * @param torn lines that are no JSON object: half ones, and those of other programs
 * @param empty lines without anything
 * @param tooLong lines beyond what any audit line may have; skipped
 * @param dropped lines that the agents say they could not write
 * @param unreadable a sentence for each file that could not be read, or not to its end
 */
public record Input(
        List<String> files,
        long bytes,
        long lines,
        long foreign,
        long torn,
        long empty,
        long tooLong,
        long dropped,
        List<String> unreadable) {

    public Input {
        files = List.copyOf(files);
        unreadable = List.copyOf(unreadable);
    }

    /** How many lines count. */
    public long counted() {
        return lines - foreign - torn - empty - tooLong;
    }
}
