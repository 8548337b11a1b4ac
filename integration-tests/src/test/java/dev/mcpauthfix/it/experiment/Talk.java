package dev.mcpauthfix.it.experiment;

import dev.mcpauthfix.it.jvm.ForkedJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A program that does something for each line that it is told. */
final class Talk implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream orders;
    private final Path stderr;

    Talk(ForkedJvm program) throws IOException {
        stderr = Files.createTempFile("stderr", ".txt");
        process = program.startWithErrorsIn(stderr);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    String pid() {
        return Long.toString(process.pid());
    }

    /** Its answer of one line. */
    String line(String order) throws IOException {
        orders.println(order);
        return Objects.requireNonNull(answers.readLine(), () -> "it has ended: " + stderr());
    }

    /** Its answer up to an empty line. */
    List<String> say(String order) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(order); !line.isEmpty(); ) {
            lines.add(line);
            line = Objects.requireNonNull(answers.readLine(), () -> "it has ended: " + stderr());
        }
        return lines;
    }

    private String stderr() {
        try {
            return Files.readString(stderr);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    @Override
    public void close() throws IOException {
        orders.close();
        process.destroy();
        Files.delete(stderr);
    }
}
