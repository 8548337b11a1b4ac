package dev.mcpauthfix.adapter.apache5;

import java.util.function.Function;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.MessageHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The first value of a header. The type of a body without a header of the application's is written by the library, after us.
 *
 * @param body null for none
 */
record HeaderLookup(MessageHeaders headers, @Nullable EntityDetails body)
        implements Function<String, @Nullable String> {

    @Override
    public @Nullable String apply(String name) {
        Header header = headers.getFirstHeader(name);
        if (header != null) {
            return header.getValue();
        }
        return body != null && name.equals("content-type") ? body.getContentType() : null;
    }
}
