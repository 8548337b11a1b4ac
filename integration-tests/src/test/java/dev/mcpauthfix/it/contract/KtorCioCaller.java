package dev.mcpauthfix.it.contract;

/** Calls through Ktor on its engine CIO. */
final class KtorCioCaller extends KtorCaller {

    KtorCioCaller() {
        super("io.ktor.client.engine.cio.CIO");
    }
}
