package dev.mcpauthfix.adapter.javanethttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.engine.AuthorizationEngine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Requests with a header that the settings say never to touch. */
final class LeftAloneTest {

    private final JavaNetHttpAdapter adapter = new JavaNetHttpAdapter(new HostWithAnUntouchableHeader());

    private static Object[] call(String header) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://mcp.example/mcp"))
                .header("Accept", "application/json, text/event-stream")
                .header("Content-Type", "application/json")
                .header(header, "1")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        return new Object[] {HttpClient.newHttpClient(), request, BodyHandlers.discarding(), null, null};
    }

    @Test
    void areNotTouched() {
        Object[] call = call("X-Api-Key");
        Object[] before = call.clone();
        adapter.enter(call);

        assertThat(call).containsExactly(before);
    }

    @Test
    void areToldFromOthersOfTheSameShape() {
        Object[] call = call("X-Other");
        Object[] before = call.clone();
        adapter.enter(call);

        assertThat(call[2]).isNotSameAs(before[2]);
    }

    private static final class HostWithAnUntouchableHeader implements Host {

        @Override
        public @Nullable AuthorizationEngine engineIfStarted() {
            return null;
        }

        @Override
        public AuthorizationEngine engine() {
            throw new IllegalStateException("nothing was challenged");
        }

        @Override
        public boolean leavesAlone(URI uri, Function<String, @Nullable String> header) {
            return header.apply("x-api-key") != null;
        }

        @Override
        public void fault(String where, Throwable fault) {
            throw new IllegalStateException(where, fault);
        }
    }
}
