package dev.mcpauthfix.adapter.httpurlconnection;

import java.net.HttpURLConnection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of what a connection was answered, and what the application is to get of it.
 *
 * @param challenge the challenges in place of its own, null for its own
 * @param document what the application gets instead, null for nothing else
 */
record UrlResponse(
        int status,
        List<Internals.Field> fields,
        @Nullable List<String> challenge,
        @Nullable String document) {

    static UrlResponse of(Internals jdk, HttpURLConnection connection) {
        return new UrlResponse(jdk.status(connection), jdk.response(connection), null, null);
    }

    UrlResponse withChallenge(List<String> wwwAuthenticate) {
        return new UrlResponse(status, fields, wwwAuthenticate, null);
    }

    UrlResponse withDocument(String json) {
        return new UrlResponse(status, fields, null, json);
    }

    List<String> values(String name) {
        return fields.stream()
                .filter(field -> name.equalsIgnoreCase(field.name()) && field.value() != null)
                .map(Internals.Field::value)
                .toList();
    }
}
