package dev.mcpauthfix.adapter.okhttp;

import dev.mcpauthfix.engine.NetworkPath;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** What calls do not tell of their client in every version. */
final class Clients {

    private volatile @Nullable Field client;

    /** The client that made a call: a field of that name is what OkHttp 3.14, 4 and 5 have in common. */
    OkHttpClient of(Call call) {
        try {
            Field field = client;
            if (field == null) {
                field = call.getClass().getDeclaredField("client");
                field.setAccessible(true);
                client = field;
            }
            return (OkHttpClient) field.get(call);
        } catch (ReflectiveOperationException | RuntimeException other) {
            throw new LinkageError("a call without the field client", other);
        }
    }

    /** What is cancelled when a call is, by the application or by its timeout. */
    Object cancellable(Call call) {
        if (!call.getClass().getName().equals("okhttp3.RealCall")) {
            return call;
        }
        try {
            Field transmitter = call.getClass().getDeclaredField("transmitter");
            transmitter.setAccessible(true);
            return transmitter.get(call);
        } catch (ReflectiveOperationException | RuntimeException other) {
            throw new LinkageError("a call of OkHttp 3 without a transmitter", other);
        }
    }

    /** The client's own way to the network, for the agent's requests. */
    NetworkPath networkOf(OkHttpClient of) {
        Proxy proxy = of.proxy();
        return new NetworkPath(proxy == null ? of.proxySelector() : new OneProxy(proxy), socketFactory(of));
    }

    private static @Nullable SSLSocketFactory socketFactory(OkHttpClient of) {
        try {
            return of.sslSocketFactory();
        } catch (IllegalStateException plainHttpOnly) {
            return null;
        }
    }

    /** A client's fixed proxy. */
    private static final class OneProxy extends ProxySelector {

        private final Proxy proxy;

        OneProxy(Proxy proxy) {
            this.proxy = proxy;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // There is no other.
        }
    }
}
