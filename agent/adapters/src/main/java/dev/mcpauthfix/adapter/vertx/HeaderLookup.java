package dev.mcpauthfix.adapter.vertx;

import io.vertx.core.MultiMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The first value of a request header. */
record HeaderLookup(MultiMap headers) implements Function<String, @Nullable String> {

    @Override
    public @Nullable String apply(String name) {
        return headers.get(name);
    }
}
