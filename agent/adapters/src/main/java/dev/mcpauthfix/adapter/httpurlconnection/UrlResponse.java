package dev.mcpauthfix.adapter.httpurlconnection;

import java.net.HttpURLConnection;
import java.util.List;

/** The head of what a connection was answered. */
record UrlResponse(int status, List<Internals.Field> fields) {

    static UrlResponse of(Internals jdk, HttpURLConnection connection) {
        return new UrlResponse(jdk.status(connection), jdk.response(connection));
    }

    List<String> values(String name) {
        return fields.stream()
                .filter(field -> name.equalsIgnoreCase(field.name()) && field.value() != null)
                .map(Internals.Field::value)
                .toList();
    }
}
