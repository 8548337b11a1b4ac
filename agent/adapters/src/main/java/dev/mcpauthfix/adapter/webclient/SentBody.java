package dev.mcpauthfix.adapter.webclient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpRequest;
import reactor.core.publisher.Mono;

/**
 * The bytes of a request's body as they were sent first, and the headers that its codec chose. A body that came in several pieces,
 * or is longer than a message ever is, is not remembered and so never sent again.
 */
final class SentBody {

    private static final int LIMIT_BYTES = 1024 * 1024;

    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private volatile byte @Nullable [] bytes;

    boolean isKnown() {
        return bytes != null;
    }

    void rememberHeaders(HttpHeaders sent) {
        headers.clear();
        sent.forEach((name, values) -> {
            if (!name.equalsIgnoreCase("authorization") && !name.equalsIgnoreCase("dpop")) {
                headers.put(name, new ArrayList<>(values));
            }
        });
    }

    /** Copies, because whoever sends the buffer releases it. */
    void remember(DataBuffer buffer) {
        int size = buffer.readableByteCount();
        if (size <= LIMIT_BYTES) {
            byte[] copy = new byte[size];
            int position = buffer.readPosition();
            buffer.read(copy);
            buffer.readPosition(position);
            bytes = copy;
        }
    }

    void rememberNothing() {
        bytes = new byte[0];
    }

    Mono<Void> writeTo(ClientHttpRequest request) {
        byte[] content = bytes;
        HttpHeaders replayed = request.getHeaders();
        headers.forEach((name, values) -> {
            if (replayed.getFirst(name) == null) {
                replayed.put(name, values);
            }
        });
        return content == null || content.length == 0
                ? request.setComplete()
                : request.writeWith(
                        Mono.fromSupplier(() -> request.bufferFactory().wrap(content)));
    }
}
