package dev.mcpauthfix.it.contract;

/** Calls through Ktor on its engine java.net.http. */
final class KtorJavaCaller extends KtorCaller {

    KtorJavaCaller() {
        super("io.ktor.client.engine.java.Java");
    }
}
