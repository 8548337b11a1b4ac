package dev.mcpauthfix.runtime.login;

import dev.mcpauthfix.runtime.settings.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Starts the program that shows a page: never a shell, and never with the application's own streams. */
final class BrowserLauncher {

    private final List<String> command;

    private BrowserLauncher(List<String> command) {
        this.command = command;
    }

    /**
     * Makes a launcher.
     *
     * @param browserCommand a program and its arguments, null for the platform's own opener
     */
    static BrowserLauncher of(@Nullable String browserCommand, String operatingSystem) {
        if (browserCommand != null) {
            List<String> words = new ArrayList<>();
            StringTokenizer tokenizer = new StringTokenizer(browserCommand);
            while (tokenizer.hasMoreTokens()) {
                words.add(tokenizer.nextToken());
            }
            return new BrowserLauncher(words);
        }
        if (operatingSystem.startsWith("Windows")) {
            return new BrowserLauncher(List.of("rundll32", "url.dll,FileProtocolHandler"));
        }
        return new BrowserLauncher(List.of(operatingSystem.startsWith("Mac") ? "open" : "xdg-open"));
    }

    /** The program and its arguments, without the URL. */
    List<String> command() {
        return command;
    }

    /** Starts the program with the URL as its last argument. */
    Process launch(String url) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.add(url);
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        // A browser has no use for our client secret, nor a browser written in Java for the agent.
        builder.environment().keySet().removeIf(name -> name.startsWith(Setting.VARIABLE_PREFIX));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
