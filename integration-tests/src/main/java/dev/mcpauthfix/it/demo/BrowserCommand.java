package dev.mcpauthfix.it.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code browser.command} that lets {@link FollowRedirects} play the person. */
public final class BrowserCommand {

    private BrowserCommand() {}

    /**
     * Makes the command; the agent adds the URL.
     *
     * @param folder where the one class file goes: the command is split at spaces, and the project may be below a path with some
     * @param arguments such as {@code --deny}
     */
    public static String in(Path folder, String... arguments) throws IOException {
        return command(folder, List.of(), arguments);
    }

    /** Makes the command of a browser that knows the network by these options of its JVM. */
    public static String with(Path folder, List<String> options) throws IOException {
        return command(folder, options);
    }

    private static String command(Path folder, List<String> options, String... arguments) throws IOException {
        String name = FollowRedirects.class.getName();
        Path copy = folder.resolve(name.replace('.', '/') + ".class");
        Files.createDirectories(copy.getParent());
        try (InputStream classFile = FollowRedirects.class.getResourceAsStream("FollowRedirects.class")) {
            Files.write(copy, classFile.readAllBytes());
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> words = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        words.addAll(options);
        words.addAll(List.of("-cp", folder.toString(), name));
        words.addAll(List.of(arguments));
        return String.join(" ", words);
    }
}
