package dev.mcpauthfix.adapter.jetty;

import java.util.function.Function;
import org.eclipse.jetty.client.Request;
import org.jspecify.annotations.Nullable;

/** The first value of a request's header, null where absent; the content's type is known before it becomes a header. */
record RequestHeaders(Request request) implements Function<String, @Nullable String> {

    @Override
    public @Nullable String apply(String name) {
        String value = request.getHeaders().get(name);
        Request.Content body = request.getBody();
        return value == null && body != null && name.equals("content-type") ? body.getContentType() : value;
    }
}
