package dev.mcpauthfix.adapter.apache4;

import org.apache.http.client.methods.HttpExecutionAware;
import org.apache.http.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the application's request where the library says what a cancel is to end. Its type is also the mark of what has been
 * seen.
 *
 * @param application the application's request, null where it cannot be cancelled
 * @param call the call that the response belongs to, null for a replay
 */
record SeenAware(
        @Nullable HttpExecutionAware application, @Nullable ClassicCall call) implements HttpExecutionAware {

    SeenAware forReplay() {
        return new SeenAware(application, null);
    }

    @Override
    public boolean isAborted() {
        return application != null && application.isAborted();
    }

    @Override
    public void setCancellable(Cancellable cancellable) {
        if (application != null) {
            application.setCancellable(cancellable);
        }
    }
}
