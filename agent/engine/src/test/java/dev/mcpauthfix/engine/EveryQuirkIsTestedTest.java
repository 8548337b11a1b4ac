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
 * Every quirk of real servers that docs/quirks.md lists has a test that carries its number as a tag. Sources are read and not
 * classes: some quirks need a wire, and their tests are in other modules.
 */
class EveryQuirkIsTestedTest {

    private static final Path ROOT = root();
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"quirk-(\\d+)\"\\)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|");

    @Test
    void numbersWithATestAreThoseOfTheTable() throws IOException {
        List<Integer> listed = numbers(ROW, Files.readString(ROOT.resolve("docs/quirks.md")));

        assertThat(listed)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 43).boxed().toList());
        assertThat(tagged()).containsExactlyElementsOf(listed);
    }

    private static SortedSet<Integer> tagged() throws IOException {
        SortedSet<Integer> numbers = new TreeSet<>();
        for (String tests : List.of("agent/engine/src/test", "integration-tests/src/test")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(tests))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> numbers.addAll(numbers(TAG, read(file))));
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
