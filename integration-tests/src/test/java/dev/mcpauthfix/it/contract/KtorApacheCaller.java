package dev.mcpauthfix.it.contract;

import io.ktor.client.engine.HttpClientEngineConfig;
import javax.net.ssl.SSLContext;

/** Calls through Ktor on its engine Apache 5. */
final class KtorApacheCaller extends KtorCaller {

    KtorApacheCaller() {
        super("io.ktor.client.engine.apache5.Apache5");
    }

    @Override
    void trust(HttpClientEngineConfig made, ClientTrust trust) {
        tell(made, "setSslContext", SSLContext.class, trust.context());
    }
}
