package dev.mcpauthfix.adapter.okhttp;

import java.util.Map;
import java.util.WeakHashMap;

/**
 * The application's calls that we sent again, as long as it has them: their cancel must reach what was sent. They are known by the
 * object that is cancelled: the call itself, or its transmitter in OkHttp 3.14.
 */
final class HeldCalls {

    private final Map<Object, OkHttpCall> calls = new WeakHashMap<>();
    private volatile boolean used;

    void add(Object cancellable, OkHttpCall held) {
        synchronized (calls) {
            calls.put(cancellable, held);
            used = true;
        }
    }

    void cancel(Object cancellable) {
        if (used) {
            OkHttpCall held;
            synchronized (calls) {
                held = calls.get(cancellable);
            }
            if (held != null) {
                held.cancel();
            }
        }
    }
}
