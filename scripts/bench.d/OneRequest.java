import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** An application that sends one GET, which is no MCP traffic, and prints nothing. */
final class OneRequest {

    private OneRequest() {}

    public static void main(String[] args) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(args[0])).build();
        int status = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
        // Not an orderly end: the client's selector thread would add its own time to the measurement.
        Runtime.getRuntime().halt(status == 200 ? 0 : 1);
    }
}
