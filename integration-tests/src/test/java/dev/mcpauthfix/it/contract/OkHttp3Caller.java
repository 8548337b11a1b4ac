package dev.mcpauthfix.it.contract;

import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.OkHttpClient;

/**
 * Calls through OkHttp 3.14, without its warnings: it never closes the 407 that it throws away itself, and says later, when the
 * garbage is collected, that the application did not.
 */
final class OkHttp3Caller implements Caller {

    /** Kept, because a logger that nobody holds loses its level. */
    private static final Logger LOGGER = Logger.getLogger(OkHttpClient.class.getName());

    private final Caller calls = new OkHttpCaller();

    OkHttp3Caller() {
        LOGGER.setLevel(Level.OFF);
    }

    @Override
    public Running start(Call call) {
        return calls.start(call);
    }
}
