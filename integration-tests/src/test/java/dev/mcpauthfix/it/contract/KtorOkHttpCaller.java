package dev.mcpauthfix.it.contract;

import io.ktor.client.engine.HttpClientEngineConfig;
import kotlin.Unit;
import kotlin.jvm.functions.Function1;
import okhttp3.OkHttpClient;

/** Calls through Ktor on its engine OkHttp. */
final class KtorOkHttpCaller extends KtorCaller {

    KtorOkHttpCaller() {
        super("io.ktor.client.engine.okhttp.OkHttp");
    }

    @Override
    void trust(HttpClientEngineConfig made, ClientTrust trust) {
        Function1<OkHttpClient.Builder, Unit> config = builder -> {
            builder.sslSocketFactory(trust.context().getSocketFactory(), trust.manager());
            return Unit.INSTANCE;
        };
        tell(made, "config", Function1.class, config);
    }
}
