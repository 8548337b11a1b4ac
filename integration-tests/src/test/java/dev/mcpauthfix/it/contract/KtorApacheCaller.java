package dev.mcpauthfix.it.contract;

/** Calls through Ktor on its engine Apache 5. */
final class KtorApacheCaller extends KtorCaller {

    KtorApacheCaller() {
        super("io.ktor.client.engine.apache5.Apache5");
    }
}
