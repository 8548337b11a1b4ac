package dev.mcpauthfix.adapter.okhttp;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import okhttp3.Interceptor;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Adds the authorization to what goes on to the network, and to nothing that comes back: the application sees the request that it
 * made. A proxy, because the interface has other methods in each version of OkHttp.
 */
final class AuthorizedChain implements InvocationHandler {

    private final Interceptor.Chain chain;
    private final Sent sent;

    private AuthorizedChain(Interceptor.Chain chain, Sent sent) {
        this.chain = chain;
        this.sent = sent;
    }

    static Interceptor.Chain over(Interceptor.Chain chain, Sent sent) {
        return (Interceptor.Chain) Proxy.newProxyInstance(
                Interceptor.Chain.class.getClassLoader(),
                new Class<?>[] {Interceptor.Chain.class},
                new AuthorizedChain(chain, sent));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && arguments.length == 1 && arguments[0] instanceof Request request) {
            return chain.proceed(authorized(request));
        }
        try {
            return method.invoke(chain, arguments);
        } catch (InvocationTargetException librarys) {
            throw librarys.getTargetException();
        }
    }

    private Request authorized(Request request) {
        Request.Builder builder = request.newBuilder().tag(Sent.class, sent);
        for (Map.Entry<String, String> header : sent.authorization()
                .headers(request.method(), request.url().uri())
                .entrySet()) {
            builder.header(header.getKey(), header.getValue());
        }
        return builder.build();
    }
}
