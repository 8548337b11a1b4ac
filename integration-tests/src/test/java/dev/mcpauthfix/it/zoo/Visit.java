package dev.mcpauthfix.it.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Plain HTTP requests to an animal, as a visitor without any idea of OAuth sends them. */
final class Visit {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
            + "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"visitor\",\"version\":\"1\"}}}";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Visit() {}

    static HttpResponse<String> post(URI url, Duration patience) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(PING))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> get(Cage cage, String path) throws IOException, InterruptedException {
        return HTTP.send(request(cage, path), HttpResponse.BodyHandlers.ofString());
    }

    /** The body as it comes; closing the stream ends the connection. */
    static InputStream stream(Cage cage, String path) throws IOException, InterruptedException {
        return HTTP.send(request(cage, path), HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    /** A connection that sent a request for this path and has read nothing yet. */
    static Socket connection(Cage cage, String path) throws IOException {
        Socket socket = new Socket(cage.url().getHost(), cage.url().getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static HttpRequest request(Cage cage, String path) {
        return HttpRequest.newBuilder(cage.url().resolve(path))
                .timeout(PATIENCE)
                .build();
    }
}
