package dev.mcpauthfix.adapter.ktor;

import io.ktor.client.request.HttpRequestBuilder;
import io.ktor.http.ContentType;
import io.ktor.http.content.OutgoingContent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks a request header up as the engine will send it: the request's own and its body's, several values as one line. */
final class RequestHeaders implements Function<String, @Nullable String> {

    private final HttpRequestBuilder request;
    private final @Nullable OutgoingContent content;

    RequestHeaders(HttpRequestBuilder request, Object body) {
        this.request = request;
        this.content = body instanceof OutgoingContent outgoing ? outgoing : null;
    }

    @Override
    public @Nullable String apply(String name) {
        if (content == null) {
            return line(request.getHeaders().getAll(name));
        }
        if (name.equals("content-type")) {
            ContentType type = content.getContentType();
            if (type != null) {
                return type.toString();
            }
        }
        List<String> own = request.getHeaders().getAll(name);
        List<String> bodys = content.getHeaders().getAll(name);
        if (own == null || bodys == null) {
            return line(own == null ? bodys : own);
        }
        List<String> both = new ArrayList<>(own);
        both.addAll(bodys);
        return line(both);
    }

    private static @Nullable String line(@Nullable List<String> values) {
        if (values == null || values.isEmpty()) {
            return null;
        }
        return values.size() == 1 ? values.get(0) : String.join(",", values);
    }
}
