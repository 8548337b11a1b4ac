package dev.mcpauthfix.it.zoo;

import dev.mcpauthfix.it.demo.Terminal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** {@code scripts/zoo}: opens animals, tells where they are, and stays until it is stopped. */
public final class ZooMain {

    private static final Set<String> OPTIONS = Set.of("--colour", "--list");

    private final Path root;
    private final Terminal terminal;

    private ZooMain(Path root, Terminal terminal) {
        this.root = root;
        this.terminal = terminal;
    }

    /** Runs it: {@code ZooMain <project folder> [--colour] [--list] [name ...]}; without a name all animals are opened. */
    public static void main(String[] args) throws Exception {
        List<String> words = Arrays.asList(args).subList(1, args.length);
        Optional<String> mistake = mistake(words);
        if (mistake.isPresent()) {
            System.err.println("zoo: " + mistake.get());
            System.exit(2);
        }
        ZooMain main = new ZooMain(Path.of(args[0]), new Terminal(words.contains("--colour")));
        if (words.contains("--list")) {
            main.list(chosen(words));
        } else {
            main.stay(chosen(words));
        }
    }

    /** What is wrong with these words, in one line; empty where nothing is. */
    private static Optional<String> mistake(List<String> words) {
        return words.stream()
                .filter(word -> !OPTIONS.contains(word) && Animal.named(word).isEmpty())
                .findFirst()
                .map(word -> word.startsWith("-")
                        ? "unknown option: " + word + " (there is --list)"
                        : "there is no animal " + word + "; there are " + names());
    }

    /** The animals named among these words, each once; all where none is. */
    private static List<Animal> chosen(List<String> words) {
        List<Animal> named = words.stream()
                .flatMap(word -> Animal.named(word).stream())
                .distinct()
                .toList();
        return named.isEmpty() ? List.of(Animal.values()) : named;
    }

    private static String names() {
        return Arrays.stream(Animal.values()).map(Animal::toString).collect(Collectors.joining(", "));
    }

    private void list(List<Animal> animals) {
        for (Animal animal : animals) {
            terminal.line(Terminal.Ink.BOLD, animal.toString());
            terminal.indented(Terminal.Ink.PLAIN, animal.shows());
        }
    }

    private void stay(List<Animal> animals) throws Exception {
        terminal.heading("Broken servers; ask the doctor about one in another terminal. Ctrl-C ends them.");
        Zoo zoo = Zoo.open(animals);
        Runtime.getRuntime().addShutdownHook(new Thread(zoo::close));
        show(zoo);
        new CountDownLatch(1).await();
    }

    private void show(Zoo zoo) {
        zoo.cages().forEach((animal, cage) -> {
            terminal.line(Terminal.Ink.BOLD, animal.toString());
            terminal.indented(Terminal.Ink.PLAIN, animal.shows());
            terminal.command("java -jar " + jar() + " doctor " + cage.url());
        });
    }

    private Path jar() {
        Path jar = root.resolve("agent/dist/target/mcp-auth-fix.jar").toAbsolutePath();
        Path here = Path.of("").toAbsolutePath();
        return jar.startsWith(here) ? here.relativize(jar) : jar;
    }
}
