package dev.mcpauthfix.adapter.javanethttp;

import java.net.http.HttpHeaders;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The first value of a request's header, null where absent; the JDK's names are case-insensitive. */
final class HeaderLookup implements Function<String, @Nullable String> {

    private final HttpHeaders headers;

    HeaderLookup(HttpHeaders headers) {
        this.headers = headers;
    }

    @Override
    public @Nullable String apply(String name) {
        return headers.firstValue(name).orElse(null);
    }
}
