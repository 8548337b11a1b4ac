package dev.mcpauthfix.adapter.javanethttp;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The first value of a request's header, null where absent; the JDK's map takes names in any case. */
final class HeaderLookup implements Function<String, @Nullable String> {

    private final Map<String, List<String>> headers;

    HeaderLookup(HttpHeaders headers) {
        // Not firstValue: it builds a stream for each look-up, and this runs for every request of the application.
        this.headers = headers.map();
    }

    @Override
    public @Nullable String apply(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }
}
