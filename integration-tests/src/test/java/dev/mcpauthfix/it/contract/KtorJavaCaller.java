package dev.mcpauthfix.it.contract;

import io.ktor.client.engine.HttpClientEngineConfig;
import java.net.http.HttpClient;
import kotlin.Unit;
import kotlin.jvm.functions.Function1;

/** Calls through Ktor on its engine java.net.http. */
final class KtorJavaCaller extends KtorCaller {

    KtorJavaCaller() {
        super("io.ktor.client.engine.java.Java");
    }

    @Override
    void trust(HttpClientEngineConfig made, ClientTrust trust) {
        Function1<HttpClient.Builder, Unit> config = builder -> {
            builder.sslContext(trust.context());
            return Unit.INSTANCE;
        };
        tell(made, "config", Function1.class, config);
    }

    @Override
    void speakHttp2(HttpClientEngineConfig made) {
        tell(made, "setProtocolVersion", HttpClient.Version.class, HttpClient.Version.HTTP_2);
    }
}
