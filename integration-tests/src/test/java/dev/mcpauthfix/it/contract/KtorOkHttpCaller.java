package dev.mcpauthfix.it.contract;

/** Calls through Ktor on its engine OkHttp. */
final class KtorOkHttpCaller extends KtorCaller {

    KtorOkHttpCaller() {
        super("io.ktor.client.engine.okhttp.OkHttp");
    }
}
