package dev.mcpauthfix.adapter;

import java.util.List;

/**
 * A method to weave and the adapter that answers for it.
 *
 * <p>All sites stand here, as strings: the weaver finds its work without loading an adapter or a library.
 *
 * @param library the library's name for people
 * @param className the woven class, binary name with slashes
 * @param method the one method of that name and descriptor
 * @param descriptor the method's descriptor
 * @param adapter the adapter's class name, with dots
 */
public record Site(String library, String className, String method, String descriptor, String adapter) {

    /** {@code java.net.http}: {@code send} and both public {@code sendAsync} end in this one private method, JDK 17 to 25. */
    public static final Site JAVA_NET_HTTP = new Site(
            "java.net.http",
            "jdk/internal/net/http/HttpClientImpl",
            "sendAsync",
            "(Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;"
                    + "Ljava/net/http/HttpResponse$PushPromiseHandler;Ljava/util/concurrent/Executor;)"
                    + "Ljava/util/concurrent/CompletableFuture;",
            "dev.mcpauthfix.adapter.javanethttp.JavaNetHttpAdapter");

    /** Every site that the agent weaves. */
    public static final List<Site> ALL = List.of(JAVA_NET_HTTP);
}
