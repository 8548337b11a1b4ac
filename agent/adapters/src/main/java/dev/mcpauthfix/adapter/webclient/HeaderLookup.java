package dev.mcpauthfix.adapter.webclient;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The request's headers as recognition asks for them. */
final class HeaderLookup implements Function<String, @Nullable String> {

    private final HttpHeaders headers;

    HeaderLookup(HttpHeaders headers) {
        this.headers = headers;
    }

    @Override
    public @Nullable String apply(String name) {
        String value = headers.getFirst(name);
        return value == null && name.equals("content-type") ? chosenByCodec() : value;
    }

    /** Without a type of the application's the codec writes one, after us: JSON, for a body that an event stream may answer. */
    private @Nullable String chosenByCodec() {
        String accept = headers.getFirst("accept");
        return accept != null && accept.contains("text/event-stream") ? "application/json" : null;
    }
}
