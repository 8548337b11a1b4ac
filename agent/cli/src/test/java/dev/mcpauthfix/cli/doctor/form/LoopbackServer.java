package dev.mcpauthfix.cli.doctor.form;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A server that takes any request, however strange its target, and keeps what it saw. */
final class LoopbackServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Function<Seen, String> answer;

    /** What came, without the headers that every HTTP client sets by itself. */
    record Seen(String line, Map<String, String> headers, String body) {

        /** The request target's path and query. */
        String target() {
            return line.split(" ", 3)[1];
        }
    }

    /** The answer is a whole message but for its length, with its lines ended by {@code \n}. */
    LoopbackServer(Function<Seen, String> answer) throws IOException {
        this.answer = answer;
        Thread thread = new Thread(this::accept, "loopback-server");
        thread.setDaemon(true);
        thread.start();
    }

    String origin() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    int port() {
        return socket.getLocalPort();
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    void forget() {
        seen.clear();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                Seen request = read(connection.getInputStream());
                seen.add(request);
                String[] parts = answer.apply(request).split("\n\n", 2);
                byte[] body = parts[1].getBytes(StandardCharsets.UTF_8);
                String head = parts[0].replace("\n", "\r\n") + "\r\nContent-Length: " + body.length
                        + "\r\nConnection: close\r\n\r\n";
                connection.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
                connection.getOutputStream().write(body);
            } catch (IOException gone) {
                // The next connection is another matter; a closed socket ends the loop.
            }
        }
    }

    private static Seen read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the request ended early");
            }
            head.append((char) next);
        }
        String[] lines = head.toString().split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        Arrays.stream(lines)
                .skip(1)
                .filter(line -> line.contains(":"))
                .forEach(line -> headers.put(
                        line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                        line.substring(line.indexOf(':') + 1).strip()));
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        headers.keySet().removeAll(List.of("host", "connection", "content-length"));
        return new Seen(lines[0], headers, body);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
