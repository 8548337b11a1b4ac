package dev.mcpauthfix.it.contract;

import io.ktor.client.engine.HttpClientEngineConfig;
import io.ktor.client.engine.cio.CIOEngineConfig;

/** Calls through Ktor on its engine CIO. */
final class KtorCioCaller extends KtorCaller {

    KtorCioCaller() {
        super("io.ktor.client.engine.cio.CIO");
    }

    @Override
    void trust(HttpClientEngineConfig made, ClientTrust trust) {
        ((CIOEngineConfig) made).getHttps().setTrustManager(trust.manager());
    }
}
