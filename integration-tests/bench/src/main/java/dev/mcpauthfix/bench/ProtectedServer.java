package dev.mcpauthfix.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/** Wants a token for MCP traffic, but for the path that is open; answers everything else. */
final class ProtectedServer {

    private final String url;
    private final Path settings;

    ProtectedServer() throws IOException {
        url = "http://127.0.0.1:" + serve().getAddress().getPort() + "/mcp";
        Path folder = Files.createTempDirectory("bench");
        Path token = folder.resolve("token");
        Files.writeString(token, "a-token");
        settings = folder.resolve("settings.conf");
        Files.writeString(
                settings, "grant=token\ntoken.file=" + token + "\nclient.resource=" + url + "\nvault=memory\n");
    }

    String url() {
        return url;
    }

    /** What the agent needs to know for this server. */
    Path settings() {
        return settings;
    }

    private static HttpServer serve() throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        byte[] answer = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}".getBytes(StandardCharsets.UTF_8);
        server.createContext("/mcp", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String accept = exchange.getRequestHeaders().getFirst("Accept");
            boolean open = accept == null
                    || !accept.contains("event-stream")
                    || exchange.getRequestURI().getPath().endsWith("/open");
            boolean admitted =
                    open || "Bearer a-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            if (!admitted) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            }
            exchange.sendResponseHeaders(admitted ? 200 : 401, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.setExecutor(Executors.newCachedThreadPool(ProtectedServer::daemon));
        // The server's own thread is what the thread is that starts it; a benchmark that fails must end.
        Thread starter = daemon(server::start);
        starter.start();
        try {
            starter.join();
        } catch (InterruptedException stopped) {
            throw new InterruptedIOException("stopped while the server started");
        }
        return server;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }
}
