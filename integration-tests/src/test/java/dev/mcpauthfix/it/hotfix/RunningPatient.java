package dev.mcpauthfix.it.hotfix;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;

/** {@link Patient} in a JVM of its own, with a server for its other traffic. */
final class RunningPatient implements AutoCloseable {

    private final HttpServer other;
    private final Process process;
    private final BufferedReader stdout;
    private final PrintStream stdin;
    private final Path stderr;

    RunningPatient(Jdk jdk, String mcpUrl, Path folder, String... options) throws IOException {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.setExecutor(Executors.newCachedThreadPool());
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes(UTF_8));
            exchange.close();
        });
        other.start();
        stderr = Files.createTempFile(folder, "stderr", ".txt");
        String classPath = Objects.requireNonNull(System.getProperty("sample.client.jar"), "sample.client.jar")
                + File.pathSeparator
                + Patient.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath();
        process = ForkedJvm.of(jdk.home())
                .with(options)
                .with("-cp", classPath, Patient.class.getName(), mcpUrl)
                .with("http://127.0.0.1:" + other.getAddress().getPort() + "/")
                .startWithErrorsIn(stderr);
        stdout = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        stdin = new PrintStream(process.getOutputStream(), true, UTF_8);
        // A JVM that is only starting may answer an attach with an exception of its own.
        call();
    }

    long pid() {
        return process.pid();
    }

    /** Lets the client connect once more; its lines. */
    List<String> connect() throws IOException {
        stdin.println("connect");
        List<String> lines = new ArrayList<>();
        for (String line = stdout.readLine(); line != null && !line.isEmpty(); line = stdout.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    /** How the other calls went since the last time, in which there was one at least: none failed where none was made. */
    String traffic() throws IOException {
        stdin.println("traffic");
        String said = Objects.requireNonNull(stdout.readLine(), "the patient has ended");
        if (said.startsWith("0 calls")) {
            throw new IllegalStateException("the other traffic has ended: " + stderr());
        }
        return said;
    }

    /** Makes one more of the other calls, and waits for it. */
    void call() throws IOException {
        stdin.println("call");
        Objects.requireNonNull(stdout.readLine(), "the patient has ended");
    }

    /** What the metaspace holds after a garbage collection, in bytes. */
    long metaspace() throws IOException {
        stdin.println("metaspace");
        return Long.parseLong(Objects.requireNonNull(stdout.readLine(), "the patient has ended"));
    }

    String stderr() throws IOException {
        return Files.readString(stderr);
    }

    @Override
    public void close() {
        stdin.close();
        process.destroy();
        other.stop(0);
    }
}
