package dev.mcpauthfix.adapter.webclient;

import dev.mcpauthfix.engine.McpTraffic;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The request's headers as recognition asks for them. */
final class HeaderLookup implements Function<String, @Nullable String> {

    static final McpTraffic.HeaderOf<HttpHeaders> OF = new Of();

    private static final class Of implements McpTraffic.HeaderOf<HttpHeaders> {
        @Override
        public @Nullable String first(HttpHeaders message, String name) {
            String value = message.getFirst(name);
            return value == null && name.equals("content-type") ? chosenByCodec(message) : value;
        }
    }

    private final HttpHeaders headers;

    HeaderLookup(HttpHeaders headers) {
        this.headers = headers;
    }

    @Override
    public @Nullable String apply(String name) {
        return OF.first(headers, name);
    }

    /** Without a type of the application's the codec writes one, after us: JSON, for a body that an event stream may answer. */
    private static @Nullable String chosenByCodec(HttpHeaders headers) {
        String accept = headers.getFirst("accept");
        return accept != null && accept.contains("text/event-stream") ? "application/json" : null;
    }
}
