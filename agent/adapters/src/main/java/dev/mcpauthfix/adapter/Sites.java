package dev.mcpauthfix.adapter;

import java.util.ArrayList;
import java.util.List;

/**
 * Every site that the agent weaves, as strings: the weaver finds its work without loading an adapter or a library.
 *
 * <p>The first site of an adapter is its anchor: a class that every supported version of the library has and loads.
 */
public final class Sites {

    /** {@code java.net.http}: {@code send} and both public {@code sendAsync} end in this one private method, JDK 17 to 25. */
    public static final Site JAVA_NET_HTTP = new Site(
            "java.net.http",
            "jdk/internal/net/http/HttpClientImpl",
            "sendAsync",
            "(Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;"
                    + "Ljava/net/http/HttpResponse$PushPromiseHandler;Ljava/util/concurrent/Executor;)"
                    + "Ljava/util/concurrent/CompletableFuture;",
            "dev.mcpauthfix.adapter.javanethttp.JavaNetHttpAdapter");

    /** The JDK's WebSocket: each handshake begins here, JDK 17 to 25; it ends in {@link #JAVA_NET_HTTP}, where no copy of it can be sent. */
    public static final Site WEB_SOCKET = new Site(
            "java.net.http.WebSocket",
            "jdk/internal/net/http/websocket/BuilderImpl",
            "buildAsync",
            "(Ljava/net/URI;Ljava/net/http/WebSocket$Listener;)Ljava/util/concurrent/CompletableFuture;",
            "dev.mcpauthfix.adapter.websocket.WebSocketAdapter");

    private static final String OKHTTP_ADAPTER = "dev.mcpauthfix.adapter.okhttp.OkHttpAdapter";
    private static final String OKHTTP_INTERCEPT = "(Lokhttp3/Interceptor$Chain;)Lokhttp3/Response;";

    /**
     * OkHttp 3.14 to 5: what the application would get; what goes to the network; a cancel by the application or by the call's
     * timeout, which is another class in 3.14; and whom a call calls back, which may be Ktor.
     */
    private static final List<Site> OKHTTP = List.of(
            okHttp("okhttp3/internal/http/RetryAndFollowUpInterceptor", "intercept", OKHTTP_INTERCEPT),
            okHttp("okhttp3/internal/http/BridgeInterceptor", "intercept", OKHTTP_INTERCEPT),
            okHttp("okhttp3/internal/connection/RealCall", "cancel", "()V"),
            okHttp("okhttp3/internal/connection/RealCall", "enqueue", "(Lokhttp3/Callback;)V"),
            okHttp("okhttp3/internal/connection/Transmitter", "cancel", "()V"));

    /** Spring's {@code WebClient}, below its filters and above any connector: Spring 5.3 to 7. */
    public static final Site WEB_CLIENT = new Site(
            "Spring WebClient",
            "org/springframework/web/reactive/function/client/ExchangeFunctions$DefaultExchangeFunction",
            "exchange",
            "(Lorg/springframework/web/reactive/function/client/ClientRequest;)Lreactor/core/publisher/Mono;",
            "dev.mcpauthfix.adapter.webclient.WebClientAdapter");

    /** Ktor: every pipeline runs through this method, a client's send pipeline once for each send, Ktor 2.3 to 3.5. */
    public static final Site KTOR = new Site(
            "Ktor",
            "io/ktor/util/pipeline/Pipeline",
            "execute",
            "(Ljava/lang/Object;Ljava/lang/Object;Lkotlin/coroutines/Continuation;)Ljava/lang/Object;",
            "dev.mcpauthfix.adapter.ktor.KtorAdapter");

    private static final String VERTX_ADAPTER = "dev.mcpauthfix.adapter.vertx.VertxAdapter";
    private static final String VERTX_REQUEST = "io/vertx/core/http/HttpClientRequest";
    private static final String VERTX_CLIENT = "io/vertx/core/http/impl/HttpClientImpl";
    private static final String VERTX_FUTURE = "Lio/vertx/core/Future;";
    private static final String VERTX_HANDLER = "Lio/vertx/core/Handler;";
    private static final String VERTX_OPTIONS = "Lio/vertx/core/http/RequestOptions;";
    private static final String VERTX_BUFFER = "Lio/vertx/core/buffer/Buffer;";
    private static final String VERTX_STREAM = "Lio/vertx/core/streams/ReadStream;";

    /** Vert.x: how a request is sent, in 4.5 to a future or a handler, in 5 to a future. */
    public static final List<Site> VERTX = List.of(
            vertx(VERTX_REQUEST, "send", "()" + VERTX_FUTURE, false),
            vertx(VERTX_REQUEST, "send", "(Ljava/lang/String;)" + VERTX_FUTURE, false),
            vertx(VERTX_REQUEST, "send", "(" + VERTX_BUFFER + ")" + VERTX_FUTURE, false),
            vertx(VERTX_REQUEST, "send", "(" + VERTX_STREAM + ")" + VERTX_FUTURE, false),
            vertx(VERTX_REQUEST, "send", "(" + VERTX_HANDLER + ")V", true),
            vertx(VERTX_REQUEST, "send", "(Ljava/lang/String;" + VERTX_HANDLER + ")V", true),
            vertx(VERTX_REQUEST, "send", "(" + VERTX_BUFFER + VERTX_HANDLER + ")V", true),
            vertx(VERTX_REQUEST, "send", "(" + VERTX_STREAM + VERTX_HANDLER + ")V", true),
            vertx(VERTX_REQUEST, "reset", "()Z", true),
            vertx(VERTX_REQUEST, "reset", "()" + VERTX_FUTURE, true),
            // Where a request is born, so that one like it can be made.
            vertx(VERTX_CLIENT, "request", "(" + VERTX_OPTIONS + ")" + VERTX_FUTURE, false),
            vertx(VERTX_CLIENT, "request", "(" + VERTX_OPTIONS + VERTX_HANDLER + ")V", true));

    /** Apache HttpClient 5, classic: below redirects and retries, above authentication; 5.0 to 5.6. */
    public static final Site APACHE_5 = new Site(
            "Apache HttpClient 5",
            "org/apache/hc/client5/http/impl/classic/ProtocolExec",
            "execute",
            "(Lorg/apache/hc/core5/http/ClassicHttpRequest;Lorg/apache/hc/client5/http/classic/ExecChain$Scope;"
                    + "Lorg/apache/hc/client5/http/classic/ExecChain;)Lorg/apache/hc/core5/http/ClassicHttpResponse;",
            "dev.mcpauthfix.adapter.apache5.HttpClient5Adapter");

    /** Apache HttpClient 5, asynchronous: the same place of its chain; 5.0 to 5.6. */
    public static final Site APACHE_5_ASYNC = new Site(
            "Apache HttpAsyncClient 5",
            "org/apache/hc/client5/http/impl/async/AsyncProtocolExec",
            "execute",
            "(Lorg/apache/hc/core5/http/HttpRequest;Lorg/apache/hc/core5/http/nio/AsyncEntityProducer;"
                    + "Lorg/apache/hc/client5/http/async/AsyncExecChain$Scope;"
                    + "Lorg/apache/hc/client5/http/async/AsyncExecChain;"
                    + "Lorg/apache/hc/client5/http/async/AsyncExecCallback;)V",
            "dev.mcpauthfix.adapter.apache5.HttpAsyncClient5Adapter");

    /** Apache HttpClient 4, classic: below interceptors, redirects and retries; 4.3 to 4.5. */
    public static final Site APACHE_4 = new Site(
            "Apache HttpClient 4",
            "org/apache/http/impl/execchain/MainClientExec",
            "execute",
            "(Lorg/apache/http/conn/routing/HttpRoute;Lorg/apache/http/client/methods/HttpRequestWrapper;"
                    + "Lorg/apache/http/client/protocol/HttpClientContext;"
                    + "Lorg/apache/http/client/methods/HttpExecutionAware;)"
                    + "Lorg/apache/http/client/methods/CloseableHttpResponse;",
            "dev.mcpauthfix.adapter.apache4.HttpClient4Adapter");

    private static final String JETTY_ADAPTER = "dev.mcpauthfix.adapter.jetty.JettyAdapter";

    /** Jetty's client 12: who gets a response, asked for each response before any listener sees it. */
    public static final Site JETTY_RESPONSE = new Site(
            "Jetty client",
            "org/eclipse/jetty/client/HttpClient",
            "findProtocolHandler",
            "(Lorg/eclipse/jetty/client/Request;Lorg/eclipse/jetty/client/Response;)"
                    + "Lorg/eclipse/jetty/client/ProtocolHandler;",
            JETTY_ADAPTER);

    /** Where each request of a conversation passes: the application's, and those of redirects and authentication. */
    public static final Site JETTY_REQUEST = new Site(
            "Jetty client",
            "org/eclipse/jetty/client/transport/HttpDestination",
            "send",
            "(Lorg/eclipse/jetty/client/Request;Lorg/eclipse/jetty/client/Response$CompleteListener;)V",
            JETTY_ADAPTER);

    private static final String NETTY_CLIENT = "reactor/netty/http/client/";
    private static final String NETTY_REQUEST = "Lreactor/netty/http/client/HttpClientOperations;";

    /** Reactor Netty used directly, 1.0 to 1.3: each subscription of the application. */
    public static final Site NETTY_SUBSCRIPTION =
            reactorNetty("HttpClientConnect$MonoHttpConnect", "subscribe", "(Lreactor/core/CoreSubscriber;)V");

    /** What sends a request, once for each hop. */
    public static final Site NETTY_BODY = reactorNetty(
            "HttpClientConnect$HttpClientHandler",
            "requestWithBody",
            "(" + NETTY_REQUEST + ")Lorg/reactivestreams/Publisher;");

    /** After which a hop's headers go out as they are. */
    public static final Site NETTY_HEADERS = reactorNetty("HttpClientOperations", "beforeMarkSentHeaders", "()V");

    private static final String CONNECTION_CLASS = "sun/net/www/protocol/http/HttpURLConnection";

    /** {@code HttpURLConnection}, JDK 17 to 25: asked about each response before the application sees it; "yes" sends the request again. */
    public static final Site CONNECTION_RESPONSE = connection("followRedirect", "()Z");

    /** Each request that a connection sends, also those of redirects. */
    public static final Site CONNECTION_REQUEST = connection("writeRequests", "()V");

    /** Where the JDK decides whether it keeps a request's body. */
    public static final Site CONNECTION_BODY = connection("getOutputStream", "()Ljava/io/OutputStream;");

    /** What the JDK does with a 401 whose request's body it has not kept. */
    public static final Site CONNECTION_GIVEN_UP = connection("disconnectInternal", "()V");

    /** The application's way to cancel. */
    public static final Site CONNECTION_CANCEL = connection("disconnect", "()V");

    /** Every site. */
    public static final List<Site> ALL = all();

    private Sites() {}

    private static Site okHttp(String className, String method, String descriptor) {
        return new Site("OkHttp", className, method, descriptor, OKHTTP_ADAPTER);
    }

    private static Site vertx(String className, String method, String descriptor, boolean optional) {
        return new Site("Vert.x", className, method, descriptor, VERTX_ADAPTER, optional);
    }

    private static Site reactorNetty(String className, String method, String descriptor) {
        return new Site(
                "Reactor Netty",
                NETTY_CLIENT + className,
                method,
                descriptor,
                "dev.mcpauthfix.adapter.reactornetty.ReactorNettyAdapter");
    }

    private static Site connection(String method, String descriptor) {
        return new Site(
                "HttpURLConnection",
                CONNECTION_CLASS,
                method,
                descriptor,
                "dev.mcpauthfix.adapter.httpurlconnection.HttpUrlConnectionAdapter");
    }

    private static List<Site> all() {
        List<Site> all = new ArrayList<>();
        all.add(JAVA_NET_HTTP);
        all.add(WEB_SOCKET);
        all.addAll(OKHTTP);
        all.add(WEB_CLIENT);
        all.add(KTOR);
        all.addAll(VERTX);
        all.add(APACHE_5);
        all.add(APACHE_5_ASYNC);
        all.add(APACHE_4);
        all.add(JETTY_RESPONSE);
        all.add(JETTY_REQUEST);
        all.add(NETTY_SUBSCRIPTION);
        all.add(NETTY_BODY);
        all.add(NETTY_HEADERS);
        all.add(CONNECTION_RESPONSE);
        all.add(CONNECTION_REQUEST);
        all.add(CONNECTION_BODY);
        all.add(CONNECTION_GIVEN_UP);
        all.add(CONNECTION_CANCEL);
        return List.copyOf(all);
    }

    /** The sites of a class by its binary name with slashes, in order; empty for a class without one. */
    public static List<Site> of(String className) {
        List<Site> sites = null;
        for (Site site : ALL) {
            if (site.className().equals(className)) {
                if (sites == null) {
                    sites = new ArrayList<>();
                }
                sites.add(site);
            }
        }
        return sites == null ? List.of() : sites;
    }

    /** Whether a class is the one that its adapter is kept by. By name: a record's own equals costs an application its bootstrap. */
    public static boolean isAnchor(Site site) {
        return anchor(site).className().equals(site.className());
    }

    /** The first site of the same adapter. */
    public static Site anchor(Site site) {
        for (Site first : ALL) {
            if (first.adapter().equals(site.adapter())) {
                return first;
            }
        }
        return site;
    }
}
