package dev.mcpauthfix.it.jvm;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The JDKs that clients are run on: the one that runs us, and JDK 25 where there is one beside it. */
public final class InstalledJdks {

    private static final int NEWEST = 25;

    private InstalledJdks() {}

    /**
     * A JDK.
     *
     * @param version the feature version, such as 17
     */
    public record Jdk(int version, Path home) {

        @Override
        public String toString() {
            return "JDK " + version;
        }
    }

    /** The JDK that runs us, then JDK 25 if it is another and can be found; a line on the error stream says if not. */
    public static List<Jdk> all() {
        Jdk running = new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
        List<Jdk> jdks = new ArrayList<>(List.of(running));
        if (running.version() != NEWEST) {
            find(NEWEST)
                    .ifPresentOrElse(
                            jdks::add,
                            () -> System.err.println("No JDK " + NEWEST + " beside " + running.home()
                                    + " nor in JAVA_HOME_" + NEWEST + ": its half of the tests is not run"));
        }
        return jdks;
    }

    private static Optional<Jdk> find(int version) {
        return candidates(version)
                .filter(home -> versionOf(home) == version)
                .findFirst()
                .map(home -> new Jdk(version, home));
    }

    /** Homes named by the environment (JAVA_HOME_25, JAVA_HOME_25_X64, JDK_25 ...), then the neighbours of our own. */
    private static Stream<Path> candidates(int version) {
        Stream<Path> named = System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().matches("(JAVA_HOME|JDK)_?" + version + "(_.*)?"))
                .map(Map.Entry::getValue)
                .map(Path::of);
        Path parent = Path.of(System.getProperty("java.home")).getParent();
        try (Stream<Path> neighbours = Files.list(parent)) {
            return Stream.concat(named, neighbours.sorted().toList().stream());
        } catch (IOException unreadable) {
            return named;
        }
    }

    private static int versionOf(Path home) {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"), StandardCharsets.UTF_8)) {
            release.load(reader);
        } catch (IOException notAJdk) {
            return 0;
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        String feature = version.replaceFirst("[^0-9].*", "");
        return feature.isEmpty() || !Files.isExecutable(home.resolve("bin/java")) ? 0 : Integer.parseInt(feature);
    }
}
