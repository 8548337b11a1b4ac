package dev.mcpauthfix.it.zoo;

import dev.mcpauthfix.it.wire.WireExchange;
import dev.mcpauthfix.it.wire.WireResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What {@link RawServer} writes to one connection. Text goes out as UTF-8, in headers too. */
final class RawResponse {

    private final OutputStream out;
    private final WireExchange exchange;
    private final CountDownLatch closed;

    RawResponse(OutputStream out, WireExchange exchange, CountDownLatch closed) {
        this.out = out;
        this.exchange = exchange;
        this.closed = closed;
    }

    /** A whole answer. */
    void send(WireResponse answer) throws IOException {
        StringBuilder lines = new StringBuilder();
        answer.headers()
                .forEach((name, values) -> values.forEach(
                        value -> lines.append(name).append(": ").append(value).append("\r\n")));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        start(answer.status());
        text(lines + "Content-Length: " + body.length + "\r\n\r\n");
        out.write(body);
        out.flush();
    }

    /** The status line and the one header line that every answer has; the caller writes the others and the empty line. */
    void start(int status) throws IOException {
        exchange.answered(status);
        text("HTTP/1.1 " + status + " " + (status == 200 ? "OK" : "Unauthorized") + "\r\nConnection: close\r\n");
    }

    void text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Where the body's bytes go. */
    OutputStream body() {
        return out;
    }

    /** Waits this long, or until the cage is closed; says whether it is still open. */
    boolean pause(Duration time) throws InterruptedException {
        return !closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until the cage is closed. */
    void hang() throws InterruptedException {
        closed.await();
    }
}
