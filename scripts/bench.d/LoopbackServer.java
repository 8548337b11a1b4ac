import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Answers every request with a short body; prints its URL, and ends with its standard input. */
final class LoopbackServer {

    private static final byte[] BODY = "an answer\n".getBytes();

    private LoopbackServer() {}

    public static void main(String[] args) throws Exception {
        // Headers and body are two writes: without this the second waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, BODY.length);
            exchange.getResponseBody().write(BODY);
            exchange.close();
        });
        server.start();
        System.out.println("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        System.in.read();
        Runtime.getRuntime().halt(0);
    }
}
