package dev.mcpauthfix.it.agent;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.mockito.Mockito;

/**
 * A test suite, as it were: it mocks a final class and {@code HttpClient} itself, for which Mockito's inline mock maker rewrites
 * loaded classes, and then sends a real request.
 */
final class MockingCaller {

    private MockingCaller() {}

    /** Something that only rewriting its class can mock. */
    static final class Sealed {
        String answer() {
            return "real";
        }
    }

    public static void main(String[] args) throws Exception {
        Sealed mocked = Mockito.mock(Sealed.class);
        Mockito.when(mocked.answer()).thenReturn("mocked");
        HttpClient client = Mockito.mock(HttpClient.class);
        Mockito.when(client.version()).thenReturn(HttpClient.Version.HTTP_2);
        HttpClient spied = Mockito.spy(HttpClient.newHttpClient());

        HttpRequest request = HttpRequest.newBuilder(URI.create(args[0]))
                .header("Accept", "application/json, text/event-stream")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(McpCaller.INITIALIZE))
                .build();
        int real = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
        int through = spied.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        Mockito.verify(spied).send(Mockito.eq(request), Mockito.any());
        System.out.println(mocked.answer() + " " + client.version() + " " + real + " " + through);
    }
}
