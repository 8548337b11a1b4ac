package dev.mcpauthfix.adapter.httpurlconnection;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The first value of a header that a connection is about to send, null where absent. */
record RequestHeaders(Internals jdk, Object headers) implements Function<String, @Nullable String> {

    @Override
    public @Nullable String apply(String name) {
        return jdk.find(headers, name);
    }
}
