package dev.mcpauthfix.it.zoo;

import dev.mcpauthfix.it.server.Challenge;
import dev.mcpauthfix.it.wire.WireRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** The animals that answer as no HTTP library would: never, for ever, or far too much. */
final class RawAnimals {

    private static final byte[] SPACES = spaces(64 * 1024);
    private static final int BOMB = 100 * 1024 * 1024;
    private static final int FLOOD = 100_000;
    private static final Duration DRIP = Duration.ofSeconds(1);

    private RawAnimals() {}

    /** Answers as this does, at every address. */
    static Habitat answering(RawServer.Answer answer) {
        return () -> {
            RawServer server = RawServer.start(answer);
            return Cage.at(server.origin() + Strangers.MCP, server.wire(), server);
        };
    }

    /** A challenge that hints at metadata, which is answered as this does; so is every other address. */
    static Habitat metadata(RawServer.Answer answer) {
        return answering((request, response) -> {
            if (request.path().equals(Strangers.MCP)) {
                String origin = "http://" + request.headers().getOrDefault("host", "127.0.0.1");
                response.send(Challenge.bearerWithHint()
                        .toResponse(origin, origin + WellKnown.PROTECTED_RESOURCE + Strangers.MCP));
            } else {
                answer.write(request, response);
            }
        });
    }

    static void silence(WireRequest request, RawResponse response) throws InterruptedException {
        response.hang();
    }

    /** A head that never ends. */
    static void drip(WireRequest request, RawResponse response) throws IOException, InterruptedException {
        String head = "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nX-Drip: ";
        for (int next = 0; response.pause(DRIP); next++) {
            response.text(next < head.length() ? head.substring(next, next + 1) : "x");
            response.flush();
        }
    }

    /** A chunked JSON document that never ends (RFC 9112, section 7.1). */
    static void neverEnd(WireRequest request, RawResponse response) throws IOException, InterruptedException {
        response.start(200);
        response.text("Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");
        while (response.pause(Duration.ofMillis(1))) {
            response.text(Integer.toHexString(SPACES.length) + "\r\n");
            response.body().write(SPACES);
            response.text("\r\n");
        }
    }

    /** A small answer that unpacks to 100 MiB. */
    static void bomb(WireRequest request, RawResponse response) throws IOException {
        response.start(200);
        response.text("Content-Type: application/json\r\nContent-Encoding: gzip\r\n\r\n");
        try (OutputStream zip = new GZIPOutputStream(response.body())) {
            zip.write("{\"resource\":\"".getBytes(StandardCharsets.US_ASCII));
            for (int left = BOMB; left > 0; left -= SPACES.length) {
                zip.write(SPACES);
            }
            zip.write("\"}".getBytes(StandardCharsets.US_ASCII));
        }
    }

    static void flood(WireRequest request, RawResponse response) throws IOException {
        response.start(401);
        StringBuilder lines = new StringBuilder("WWW-Authenticate: Bearer error=\"invalid_token\"\r\n");
        for (int line = 0; line < FLOOD; line++) {
            lines.append("X-Flood-").append(line).append(": water\r\n");
        }
        response.text(lines + "Content-Length: 0\r\n\r\n");
        response.flush();
    }

    private static byte[] spaces(int count) {
        byte[] spaces = new byte[count];
        Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }
}
