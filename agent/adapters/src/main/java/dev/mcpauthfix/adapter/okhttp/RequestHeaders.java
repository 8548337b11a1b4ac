package dev.mcpauthfix.adapter.okhttp;

import java.util.function.Function;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** The first value of a header that a request will have on the wire; its body may know the content type alone. */
final class RequestHeaders implements Function<String, @Nullable String> {

    private final Request request;

    RequestHeaders(Request request) {
        this.request = request;
    }

    @Override
    public @Nullable String apply(String name) {
        RequestBody body = name.equals("content-type") ? request.body() : null;
        MediaType type = body == null ? null : body.contentType();
        return type == null ? request.header(name) : type.toString();
    }
}
