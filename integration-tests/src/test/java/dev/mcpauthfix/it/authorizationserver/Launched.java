package dev.mcpauthfix.it.authorizationserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;

/** A program that says on its standard output when it serves. */
final class Launched implements AutoCloseable {

    private final Process process;
    private final String line;

    /** Starts it and waits for the first line that holds this. */
    Launched(ProcessBuilder builder, String awaited) throws IOException {
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        process = builder.redirectErrorStream(true).start();
        BufferedReader lines = process.inputReader();
        Deque<String> last = new ArrayDeque<>();
        String next = lines.readLine();
        while (next != null && !next.contains(awaited)) {
            last.add(next);
            next = lines.readLine();
        }
        if (next == null) {
            throw new IOException(builder.command().get(0) + " ended: " + String.join("\n", last));
        }
        line = next;
        Thread rest = new Thread(() -> readOn(lines), "output-of-an-authorization-server");
        rest.setDaemon(true);
        rest.start();
    }

    /** A program whose output nobody reads stops when the pipe is full. */
    private static void readOn(BufferedReader lines) {
        try {
            lines.transferTo(Writer.nullWriter());
        } catch (IOException closed) {
            // The program has ended.
        }
    }

    /** The rest of the line after this. */
    String after(String prefix) {
        return line.substring(line.indexOf(prefix) + prefix.length());
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
    }
}
