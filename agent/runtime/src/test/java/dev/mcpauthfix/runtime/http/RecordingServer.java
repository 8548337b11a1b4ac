package dev.mcpauthfix.runtime.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/** A server on a loopback port that records every connection and request and answers with raw bytes. */
final class RecordingServer implements AutoCloseable {

    /** Writes one answer. */
    interface Responder {
        void answer(String request, Socket socket) throws IOException;
    }

    private static final int TLS_HANDSHAKE = 0x16;

    private final ServerSocket socket;
    private final Responder responder;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private RecordingServer(ServerSocket socket, Responder responder) {
        this.socket = socket;
        this.responder = responder;
        Thread thread = new Thread(this::accept, "recording-server");
        thread.setDaemon(true);
        thread.start();
    }

    static RecordingServer start(Responder responder) throws IOException {
        return new RecordingServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), responder);
    }

    static RecordingServer startTls(SSLContext context, Responder responder) throws IOException {
        return new RecordingServer(
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                responder);
    }

    /** One that wants a certificate of the client's. */
    static RecordingServer startMutualTls(SSLContext context, String version, Responder responder) throws IOException {
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(true);
        socket.setEnabledProtocols(new String[] {version});
        return new RecordingServer(socket, responder);
    }

    static Responder always(String answer) {
        return (request, socket) -> write(socket, answer);
    }

    static Responder ok(String body) {
        return always("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body);
    }

    static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                connections.incrementAndGet();
                Thread thread = new Thread(() -> serve(connection), "recording-server-connection");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            String request = readRequest(connection.getInputStream());
            if (request != null) {
                requests.add(request);
                responder.answer(request, connection);
            }
        } catch (IOException clientGone) {
            // The client decides how long it listens.
        }
    }

    /** Head and body of one request, null where the client sent none; the start of TLS stands for itself. */
    static @Nullable String readRequest(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            bytes.write(b);
            if (b == TLS_HANDSHAKE) {
                return "TLS";
            }
        }
        String head = bytes.toString(StandardCharsets.ISO_8859_1);
        int length = head.indexOf("Content-Length: ");
        int size = length < 0 ? 0 : Integer.parseInt(head.substring(length + 16, head.indexOf('\r', length)));
        return head + new String(in.readNBytes(size), StandardCharsets.UTF_8);
    }

    int port() {
        return socket.getLocalPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    int connections() {
        return connections.get();
    }

    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
