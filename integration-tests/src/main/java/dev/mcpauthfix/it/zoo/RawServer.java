package dev.mcpauthfix.it.zoo;

import dev.mcpauthfix.it.wire.WireRecorder;
import dev.mcpauthfix.it.wire.WireRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** A loopback server that may write what no HTTP library would: one request a connection, answered byte by byte. */
final class RawServer implements AutoCloseable {

    /** Writes the answer to one request; the connection ends with it. */
    @FunctionalInterface
    interface Answer {

        void write(WireRequest request, RawResponse response) throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private final WireRecorder wire = new WireRecorder(Clock.systemUTC());
    private final Answer answer;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private RawServer(ServerSocket listening, Answer answer) {
        this.listening = listening;
        this.answer = answer;
    }

    /** Starts on a free port. */
    static RawServer start(Answer answer) throws IOException {
        RawServer server = new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
        server.threads.execute(server::accept);
        return server;
    }

    /** Scheme and authority. */
    String origin() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    WireRecorder wire() {
        return wire;
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listening.close();
        for (Socket connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listening.accept();
                connections.add(connection);
                threads.execute(() -> serve(connection));
            }
        } catch (IOException | RejectedExecutionException closing) {
            threads.shutdown();
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            WireRequest request = read(new BufferedInputStream(connection.getInputStream()));
            answer.write(
                    request, new RawResponse(connection.getOutputStream(), wire.arrived(origin(), request), closed));
        } catch (IOException | InterruptedException gone) {
            // The other side had enough, or the cage was closed.
        } finally {
            connections.remove(connection);
        }
    }

    private static WireRequest read(InputStream in) throws IOException {
        String[] start = line(in).split(" ", 3);
        if (start.length < 3) {
            throw new IOException("no request");
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.putIfAbsent(
                    line.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        int query = start[1].indexOf('?');
        return new WireRequest(
                start[0],
                query < 0 ? start[1] : start[1].substring(0, query),
                query < 0 ? null : start[1].substring(query + 1),
                headers,
                body);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = in.read();
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
