package dev.mcpauthfix.runtime.vault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Debian's own {@code redis-server} on a port of loopback that was free, without persistence. */
final class RedisProcess implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/redis-server");

    private final Path folder;
    private final int port;
    private final List<String> options;
    private Process process;

    private RedisProcess(Path folder, int port, List<String> options) throws IOException, InterruptedException {
        this.folder = folder;
        this.port = port;
        this.options = options;
        this.process = launch();
    }

    /** Starts one, or skips the test where the machine has none. */
    static RedisProcess start(Path folder, String... options) throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM)) {
            String reason = "skipped: there is no " + PROGRAM + "; install Debian's redis-server";
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        return new RedisProcess(folder, freePort(), List.of(options));
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    private Process launch() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                PROGRAM.toString(),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                folder.toString()));
        if (!options.contains("--tls-port")) {
            command.addAll(List.of("--port", String.valueOf(port)));
        }
        for (String option : options) {
            command.add(option.replace("PORT", String.valueOf(port)));
        }
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis.log").toFile())
                .start();
        while (started.isAlive()) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (probe.isConnected()) {
                    return started;
                }
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
        throw new IOException("redis-server did not start: " + Files.readString(folder.resolve("redis.log")));
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The same server, having forgotten everything. */
    void startAgain() throws IOException, InterruptedException {
        process = launch();
    }

    /** Stops it from answering, with its connections open. */
    void freeze(boolean frozen) throws IOException, InterruptedException {
        new ProcessBuilder("kill", frozen ? "-STOP" : "-CONT", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
