package dev.mcpauthfix.adapter.reactornetty;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The first value of a request header. */
record HeaderLookup(HttpHeaders headers) implements Function<String, @Nullable String> {

    @Override
    public @Nullable String apply(String name) {
        return headers.get(name);
    }
}
