package dev.mcpauthfix.adapter.httpurlconnection;

import static java.lang.invoke.MethodType.methodType;

import dev.mcpauthfix.adapter.Host;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * What of the JDK's own class is not public: the headers it sends and got, and how it gives a connection up to send a request once
 * more. Looked up once; a JDK that lacks any of it is left alone.
 */
final class Internals {

    /** One header line; the status line has no name. */
    record Field(@Nullable String name, @Nullable String value) {}

    private static final String CHALLENGE = "WWW-Authenticate";

    private final Host host;
    private final MethodHandle requests;
    private final MethodHandle responses;
    private final MethodHandle status;
    private final MethodHandle proxy;
    private final MethodHandle streaming;
    private final MethodHandle fixedLength;
    private final MethodHandle fixedLengthInt;
    private final MethodHandle setFixedLength;
    private final MethodHandle setFixedLengthInt;
    private final MethodHandle setChunkLength;
    private final MethodHandle disconnectWeb;
    private final MethodHandle disconnect;
    private final MethodHandle connected;
    private final MethodHandle keptHead;
    private final MethodHandle keptBody;
    private final MethodHandle toHead;
    private final MethodHandle findValue;
    private final MethodHandle set;
    private final MethodHandle add;
    private final MethodHandle remove;
    private final MethodHandle name;
    private final MethodHandle value;
    private final MethodHandle reset;

    Internals(Host host) {
        this.host = host;
        try {
            Class<?> connection = Class.forName("sun.net.www.protocol.http.HttpURLConnection", false, null);
            Class<?> header = Class.forName("sun.net.www.MessageHeader", false, null);
            MethodHandles.Lookup headers = host.lookupIn(header);
            MethodHandles.Lookup jdk = host.lookupIn(connection);
            requests = getter(jdk, connection, "requests", header, Object.class);
            responses = getter(jdk, connection, "responses", header, Object.class);
            status = getter(jdk, connection, "responseCode", int.class, int.class);
            proxy = getter(jdk, connection, "instProxy", Proxy.class, Proxy.class);
            streaming = ofConnection(jdk, connection, "streaming", boolean.class);
            MethodHandles.Lookup base = host.lookupIn(HttpURLConnection.class);
            fixedLength = base.findGetter(HttpURLConnection.class, "fixedContentLengthLong", long.class);
            fixedLengthInt = base.findGetter(HttpURLConnection.class, "fixedContentLength", int.class);
            setFixedLength = base.findSetter(HttpURLConnection.class, "fixedContentLengthLong", long.class);
            setFixedLengthInt = base.findSetter(HttpURLConnection.class, "fixedContentLength", int.class);
            setChunkLength = base.findSetter(HttpURLConnection.class, "chunkLength", int.class);
            disconnectWeb = ofConnection(jdk, connection, "disconnectWeb", void.class);
            disconnect = ofConnection(jdk, connection, "disconnectInternal", void.class);
            connected = host.lookupIn(URLConnection.class)
                    .findSetter(URLConnection.class, "connected", boolean.class)
                    .asType(methodType(void.class, HttpURLConnection.class, boolean.class));
            keptHead = setter(jdk, connection, "cachedHeaders", header, Object.class);
            keptBody = setter(jdk, connection, "cachedInputStream", InputStream.class, InputStream.class);
            toHead = jdk.findVirtual(connection, "mapToMessageHeader", methodType(header, Map.class))
                    .asType(methodType(Object.class, HttpURLConnection.class, Map.class));
            findValue = ofHeader(headers, header, "findValue", methodType(String.class, String.class));
            set = ofHeader(headers, header, "set", methodType(void.class, String.class, String.class));
            add = ofHeader(headers, header, "add", methodType(void.class, String.class, String.class));
            remove = ofHeader(headers, header, "remove", methodType(void.class, String.class));
            name = ofHeader(headers, header, "getKey", methodType(String.class, int.class));
            value = ofHeader(headers, header, "getValue", methodType(String.class, int.class));
            reset = ofHeader(headers, header, "reset", methodType(void.class));
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError(missing.toString(), missing);
        }
    }

    private static MethodHandle getter(
            MethodHandles.Lookup jdk, Class<?> connection, String field, Class<?> type, Class<?> seen)
            throws ReflectiveOperationException {
        return jdk.findGetter(connection, field, type).asType(methodType(seen, HttpURLConnection.class));
    }

    private static MethodHandle setter(
            MethodHandles.Lookup jdk, Class<?> connection, String field, Class<?> type, Class<?> seen)
            throws ReflectiveOperationException {
        return jdk.findSetter(connection, field, type).asType(methodType(void.class, HttpURLConnection.class, seen));
    }

    private static MethodHandle ofConnection(
            MethodHandles.Lookup jdk, Class<?> connection, String method, Class<?> result)
            throws ReflectiveOperationException {
        return jdk.findVirtual(connection, method, methodType(result))
                .asType(methodType(result, HttpURLConnection.class));
    }

    private static MethodHandle ofHeader(MethodHandles.Lookup jdk, Class<?> header, String method, MethodType type)
            throws ReflectiveOperationException {
        return jdk.findVirtual(header, method, type).asType(type.insertParameterTypes(0, Object.class));
    }

    /** The headers that a connection sends with its next request. */
    Object requests(HttpURLConnection connection) {
        try {
            return (Object) requests.invokeExact(connection);
        } catch (Throwable fault) {
            throw unexpected(fault);
        }
    }

    @Nullable
    String find(Object headers, String wanted) {
        try {
            return (String) findValue.invokeExact(headers, wanted);
        } catch (Throwable fault) {
            throw unexpected(fault);
        }
    }

    void set(Object headers, String key, String to) {
        try {
            set.invokeExact(headers, key, to);
        } catch (Throwable fault) {
            throw unexpected(fault);
        }
    }

    void remove(Object headers, String key) {
        try {
            remove.invokeExact(headers, key);
        } catch (Throwable fault) {
            throw unexpected(fault);
        }
    }

    /** The response's status, -1 where there is none. */
    int status(HttpURLConnection connection) {
        try {
            return (int) status.invokeExact(connection);
        } catch (Throwable fault) {
            throw unexpected(fault);
        }
    }

    /** The response's header lines, the status line first. */
    List<Field> response(HttpURLConnection connection) {
        try {
            Object headers = (Object) responses.invokeExact(connection);
            List<Field> fields = new ArrayList<>();
            String line = (String) value.invokeExact(headers, 0);
            for (int i = 0; line != null; line = (String) value.invokeExact(headers, ++i)) {
                fields.add(new Field((String) name.invokeExact(headers, i), line));
            }
            return fields;
        } catch (Throwable fault) {
            throw unexpected(fault);
        }
    }

    /** Puts these challenges in place of the response's own. */
    void challenge(HttpURLConnection connection, List<String> lines) {
        try {
            Object headers = (Object) responses.invokeExact(connection);
            remove.invokeExact(headers, CHALLENGE);
            for (String line : lines) {
                add.invokeExact(headers, CHALLENGE, line);
            }
        } catch (Throwable fault) {
            throw unexpected(fault);
        }
    }

    /**
     * Gives up the response, and has the connection answer with another when it begins anew: as one that the JDK has found in its cache,
     * before it asks a server.
     *
     * @param head the header lines, the status line under null
     */
    void answerFromCache(HttpURLConnection connection, Map<@Nullable String, List<String>> head, InputStream body) {
        try {
            Object headers = (Object) toHead.invokeExact(connection, (Map<?, ?>) head);
            disconnect.invokeExact(connection);
            keptHead.invokeExact(connection, headers);
            keptBody.invokeExact(connection, body);
            connected.invokeExact(connection, true);
        } catch (Throwable fault) {
            throw unexpected(fault);
        }
    }

    /** Makes the connection as if no response had come. */
    void forgetResponse(HttpURLConnection connection) {
        try {
            Object headers = (Object) responses.invokeExact(connection);
            reset.invokeExact(headers);
        } catch (Throwable fault) {
            throw unexpected(fault);
        }
    }

    /** The proxy that the connection was opened with, null where it was opened with none. */
    @Nullable
    Proxy proxy(HttpURLConnection connection) {
        try {
            return (Proxy) proxy.invokeExact(connection);
        } catch (Throwable fault) {
            throw unexpected(fault);
        }
    }

    /** Whether the request's body is not kept, so that it cannot be sent again. */
    boolean streams(HttpURLConnection connection) {
        try {
            return (boolean) streaming.invokeExact(connection);
        } catch (Throwable fault) {
            throw unexpected(fault);
        }
    }

    /** The length that the application said the request's body has, -1 where it said none. */
    long announcedLength(HttpURLConnection connection) {
        try {
            return Math.max((long) fixedLength.invokeExact(connection), (int) fixedLengthInt.invokeExact(connection));
        } catch (Throwable fault) {
            throw unexpected(fault);
        }
    }

    /** Has the request's body kept and sent when it is complete, as if the application had not asked for streaming. */
    void keepBody(HttpURLConnection connection) {
        try {
            setFixedLength.invokeExact(connection, -1L);
            setFixedLengthInt.invokeExact(connection, -1);
            setChunkLength.invokeExact(connection, -1);
        } catch (Throwable fault) {
            throw unexpected(fault);
        }
    }

    /** Gives the response up as the JDK does before it sends a request with Basic credentials. */
    void giveUpResponse(HttpURLConnection connection) throws IOException {
        try {
            disconnectWeb.invokeExact(connection);
        } catch (IOException failure) {
            throw failure;
        } catch (Throwable fault) {
            throw unexpected(fault);
        }
    }

    /** The TLS sockets that an https connection was told to use, which only the JDK's own class below it says. */
    SSLSocketFactory sockets(HttpURLConnection connection) throws ReflectiveOperationException {
        Class<?> secure = Class.forName("sun.net.www.protocol.https.AbstractDelegateHttpsURLConnection", false, null);
        MethodHandle sockets =
                host.lookupIn(secure).findVirtual(secure, "getSSLSocketFactory", methodType(SSLSocketFactory.class));
        try {
            return (SSLSocketFactory) sockets.invoke(connection);
        } catch (Throwable fault) {
            throw unexpected(fault);
        }
    }

    private static IllegalStateException unexpected(Throwable fault) {
        return new IllegalStateException(fault);
    }
}
