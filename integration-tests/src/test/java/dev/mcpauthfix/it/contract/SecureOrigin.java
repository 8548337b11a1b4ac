package dev.mcpauthfix.it.contract;

import dev.mcpauthfix.it.authorization.AuthorizationServer;
import dev.mcpauthfix.it.authorization.AuthorizationServerSettings;
import dev.mcpauthfix.it.wire.WireRequest;
import dev.mcpauthfix.it.wire.WireResponse;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** An MCP server and its authorization server on one origin that speaks TLS, with a certificate of {@link PrivateAuthority}. */
final class SecureOrigin implements AutoCloseable {

    /** This machine, by a name: some clients want one in a certificate. */
    static final String HERE = "localhost";

    private static final String PATH = "/mcp";

    /**
     * A request as it came in.
     *
     * @param protocol the version that it was sent in, such as {@code HTTP/2.0}
     * @param clientPort where its connection came from
     */
    record Arrival(Received request, String protocol, int clientPort) {}

    private final Server server;
    private final String host;
    private final AuthorizationServer authorizationServer =
            new AuthorizationServer(AuthorizationServerSettings.builder().build(), Clock.systemUTC());
    private final IssuedSecrets secrets;
    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();

    private SecureOrigin(Server server, String host, IssuedSecrets secrets) {
        this.server = server;
        this.host = host;
        this.secrets = secrets;
    }

    /**
     * Starts it.
     *
     * @param host the name that clients call it by, wherever that leads
     * @param http2 offers HTTP/2 before HTTP/1.1
     */
    static SecureOrigin start(String host, boolean http2, IssuedSecrets secrets) throws Exception {
        Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
        SecureOrigin origin = new SecureOrigin(server, host, secrets);
        server.setConnectors(new ServerConnector[] {connector(server, http2)});
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                origin.answer(request, response, callback);
                return true;
            }
        });
        server.start();
        while (!FreshPorts.take(origin.port())) {
            server.stop();
            server.start();
        }
        origin.authorizationServer.hostedAt(origin.origin());
        return origin;
    }

    private static ServerConnector connector(Server server, boolean http2) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(PrivateAuthority.ours().server());
        tls.setKeyStorePassword(PrivateAuthority.PASSWORD);
        HttpConnectionFactory http11 = new HttpConnectionFactory(new HttpConfiguration());
        ServerConnector connector = http2
                ? new ServerConnector(server, new SslConnectionFactory(tls, "alpn"), alpn(http11), http2(), http11)
                : new ServerConnector(server, new SslConnectionFactory(tls, http11.getProtocol()), http11);
        connector.setHost("127.0.0.1");
        return connector;
    }

    /** Older clients know no WebSockets over HTTP/2 (RFC 8441), nor the setting that offers them. */
    private static HTTP2ServerConnectionFactory http2() {
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(new HttpConfiguration());
        http2.setConnectProtocolEnabled(false);
        return http2;
    }

    private static ALPNServerConnectionFactory alpn(HttpConnectionFactory http11) {
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http11.getProtocol());
        return alpn;
    }

    String origin() {
        return "https://" + host + ":" + port();
    }

    private int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    /** The MCP endpoint, which wants a token of the authorization server. */
    URI mcp() {
        return URI.create(origin() + PATH);
    }

    /** Everything that came, in order. */
    List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    /** What came to the MCP endpoint, in order. */
    List<Arrival> calls() {
        return arrivals.stream()
                .filter(one -> one.request().path().equals(PATH))
                .toList();
    }

    /** How often an endpoint of the authorization server was called. */
    long requestsTo(String endpoint) {
        String path = authorizationServer.endpoint(endpoint).getPath();
        return arrivals.stream()
                .filter(one -> one.request().path().equals(path))
                .count();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private void answer(Request request, Response response, Callback callback) throws Exception {
        Received received = read(request);
        arrivals.add(
                new Arrival(received, request.getConnectionMetaData().getProtocol(), Request.getRemotePort(request)));
        WireResponse answer = answer(received);
        response.setStatus(answer.status());
        answer.headers().forEach((name, values) -> response.getHeaders().put(name, values));
        response.write(true, ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8)), callback);
    }

    private static Received read(Request request) throws Exception {
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), field.getValue());
        }
        return new Received(
                request.getMethod(),
                request.getHttpURI().getPath(),
                request.getHttpURI().getQuery(),
                headers,
                new String(Content.Source.asInputStream(request).readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    private WireResponse answer(Received received) {
        WireRequest request = received.toWire();
        if (!received.path().equals(PATH)) {
            WireResponse response =
                    authorizationServer.handle(request).orElseGet(() -> WireResponse.text(404, "Not Found"));
            secrets.note(request, response);
            return response;
        }
        Map<String, List<String>> json = Map.of("Content-Type", List.of("application/json"));
        return authorizationServer.accepts(received.token())
                ? new WireResponse(200, json, request.body())
                : new WireResponse(
                        401,
                        Map.of("WWW-Authenticate", List.of(ProtectedResource.CHALLENGE)),
                        ProtectedResource.REFUSAL);
    }
}
