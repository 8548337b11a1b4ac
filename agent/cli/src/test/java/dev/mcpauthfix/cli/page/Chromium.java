package dev.mcpauthfix.cli.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mcpauthfix.engine.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Debian's Chromium, headless, driven over the DevTools protocol: it needs nothing but the browser itself. Each page is opened in a
 * tab of its own.
 */
public final class Chromium implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Path PROGRAM = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));

    private final Process process;
    private final Path profile;
    private final DevTools tools;

    private Chromium(Process process, Path profile, DevTools tools) {
        this.process = process;
        this.profile = profile;
        this.tools = tools;
    }

    /** Skips the test, and prints why, where there is no Chromium. */
    public static Chromium orSkip() throws IOException {
        boolean there = Files.isExecutable(PROGRAM);
        String reason = PROGRAM + " is not there: install Chromium, or set CHROMIUM to where it is";
        if (!there) {
            System.out.println("skipped: " + reason);
        }
        assumeTrue(there, reason);
        return start();
    }

    /** Starts the browser. */
    public static Chromium start() throws IOException {
        Path profile = Files.createTempDirectory("chromium");
        Process process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-dev-shm-usage",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Chromium(process, profile, connect(process));
    }

    /** Chromium says on its standard error where it listens, and then goes on talking, which nobody needs. */
    private static DevTools connect(Process process) throws IOException {
        BufferedReader said = process.errorReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            int at = line.indexOf("ws://");
            if (at >= 0) {
                Thread rest = new Thread(() -> said.lines().forEach(ignored -> {}), "chromium's words");
                rest.setDaemon(true);
                rest.start();
                DevTools tools = new DevTools();
                WebSocket socket = HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(URI.create(line.substring(at).strip()), tools)
                        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .join();
                tools.use(socket);
                return tools;
            }
        }
        throw new IOException("Chromium ended before it listened");
    }

    /** Opens a page, waits until it is loaded, and keeps what it complains of and asks for. */
    public Tab open(Path page, View view) {
        String target = tools.ask("Target.createTarget", Map.of("url", "about:blank"), "targetId");
        String session = tools.ask("Target.attachToTarget", Map.of("targetId", target, "flatten", true), "sessionId");
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            tools.call(session, domain + ".enable", Map.of());
        }
        Tab tab = new Tab(tools, session, target);
        tab.as(view);
        tools.call(session, "Page.navigate", Map.of("url", page.toUri().toString()));
        tools.await(session, "Page.loadEventFired");
        return tab;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        try (var files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException stillWriting) {
            // Chromium's children may write for a moment longer; it is a temporary folder.
        }
    }

    /** How a page is looked at: the width in CSS pixels, {@code light} or {@code dark}, {@code screen} or {@code print}. */
    public record View(int width, String scheme, String media) {

        /** On a screen so many CSS pixels wide. */
        public static View light(int width) {
            return new View(width, "light", "screen");
        }

        /** The same for a reader who has it dark. */
        public static View dark(int width) {
            return new View(width, "dark", "screen");
        }

        /** A4 between margins of 12 mm. */
        public static View print() {
            return new View(703, "light", "print");
        }
    }

    /** One open page. */
    public record Tab(DevTools tools, String session, String target) implements AutoCloseable {

        /** Looks at it in another way. */
        public void as(View view) {
            tools.call(
                    session,
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", view.width(), "height", 900, "deviceScaleFactor", 1, "mobile", false));
            tools.call(
                    session,
                    "Emulation.setEmulatedMedia",
                    Map.of(
                            "media",
                            view.media(),
                            "features",
                            List.of(Map.of("name", "prefers-color-scheme", "value", view.scheme()))));
        }

        /** What a script's last expression is, which must be a JSON object's text. */
        public JsonObject evaluate(String script) {
            JsonObject answer = tools.call(session, "Runtime.evaluate", Map.of("expression", script));
            String value = answer.object("result").orElseThrow().string("value");
            if (value == null) {
                throw new AssertionError("no answer: " + answer.toJson());
            }
            return JsonObject.parse(value).orElseThrow(() -> new AssertionError(value));
        }

        /** What the page complained of: console messages, errors, refusals by its own policy. */
        public List<String> complaints() {
            return tools.events(
                    session, List.of("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"));
        }

        /** What the page asked for, itself included. */
        public List<String> requests() {
            return tools.events(session, List.of("Network.requestWillBeSent", "Network.webSocketCreated"));
        }

        /** A PNG from the part with such an element on, as many whole parts as so many CSS pixels hold; all with 0. */
        public byte[] picture(String from, int height) {
            JsonObject size = evaluate("""
                    (() => {
                      const y = (element) => Math.floor(element.getBoundingClientRect().top + scrollY);
                      const part = document.querySelector('%s').closest('header, section');
                      const top = part.tagName === 'HEADER' ? 0 : y(part);
                      const whole = document.documentElement.scrollHeight;
                      const ends = [...document.querySelectorAll('section, h3'), null].map((e) => (e ? y(e) : whole) - 12);
                      const fit = ends.filter((end) => %2$d === 0 || end - top <= %2$d).filter((end) => end > top);
                      return JSON.stringify({ top, width: innerWidth, height: %2$d === 0 ? whole - top : Math.max(...fit) - top });
                    })()""".formatted(from, height));
            Map<String, Object> clip = Map.of(
                    "x", 0,
                    "y", Objects.requireNonNull(size.number("top")),
                    "width", Objects.requireNonNull(size.number("width")),
                    "height", Objects.requireNonNull(size.number("height")),
                    "scale", 1);
            return tools.data(session, "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip));
        }

        /** The page as it is printed on A4. */
        public byte[] pdf() {
            as(View.print());
            return tools.data(
                    session,
                    "Page.printToPDF",
                    Map.of("paperWidth", 8.27, "paperHeight", 11.69, "preferCSSPageSize", true));
        }

        @Override
        public void close() {
            tools.call(null, "Target.closeTarget", Map.of("targetId", target));
        }
    }
}
