package dev.mcpauthfix.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every quirk of real servers that docs/quirks.md lists and every attack of docs/security.md has a test that carries its number as a
 * tag. Sources are read and not classes: some need a wire, and their tests are in other modules.
 */
class EveryRowIsTestedTest {

    private static final Path ROOT = root();

    @Test
    void quirksWithATestAreThoseOfTheTable() throws IOException {
        isTested("quirk-", 43, numbers(Pattern.compile("(?m)^\\| (\\d+) \\|"), page("quirks.md")));
    }

    @Test
    void attacksWithATestAreThoseOfTheTable() throws IOException {
        isTested("attack-", 21, numbers(Pattern.compile("(?m)^\\| S(\\d+) \\|"), page("security.md")));
    }

    private static void isTested(String tag, int count, List<Integer> listed) throws IOException {
        assertThat(listed)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, count).boxed().toList());
        assertThat(tagged(Pattern.compile("@Tag\\(\"" + tag + "(\\d+)\"\\)"))).containsExactlyElementsOf(listed);
    }

    private static String page(String name) throws IOException {
        return Files.readString(ROOT.resolve("docs").resolve(name));
    }

    private static SortedSet<Integer> tagged(Pattern tag) throws IOException {
        SortedSet<Integer> numbers = new TreeSet<>();
        for (String module : List.of("agent/engine", "agent/adapters", "agent/runtime", "integration-tests")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> numbers.addAll(numbers(tag, read(file))));
            }
        }
        return numbers;
    }

    private static List<Integer> numbers(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> Integer.valueOf(match.group(1)))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/architecture.md"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("run the test inside the repository");
            }
            folder = parent;
        }
        return folder;
    }
}
