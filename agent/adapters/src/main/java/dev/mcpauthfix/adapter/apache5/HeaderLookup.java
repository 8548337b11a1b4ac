package dev.mcpauthfix.adapter.apache5;

import java.util.function.Function;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.MessageHeaders;
import org.jspecify.annotations.Nullable;

/** The first value of a header. */
record HeaderLookup(MessageHeaders headers) implements Function<String, @Nullable String> {

    @Override
    public @Nullable String apply(String name) {
        Header header = headers.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
