package dev.mcpauthfix.adapter.apache4;

import java.util.function.Function;
import org.apache.http.Header;
import org.apache.http.HttpMessage;
import org.jspecify.annotations.Nullable;

/** The first value of a header. */
record HeaderLookup(HttpMessage message) implements Function<String, @Nullable String> {

    @Override
    public @Nullable String apply(String name) {
        Header header = message.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
