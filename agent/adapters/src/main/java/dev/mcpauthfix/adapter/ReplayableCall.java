package dev.mcpauthfix.adapter;

import dev.mcpauthfix.engine.Authorization;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One call of the application as its library sees it. All methods are called through {@link #executor()}, one at a time, but for
 * those that look at the first response.
 *
 * @param <R> the library's response, whose body nobody has read yet
 */
public interface ReplayableCall<R> {

    /** The response's status. */
    int status(R response);

    /** All values of a response header, whose name is given in lower case; empty where absent. */
    List<String> headers(R response, String name);

    /** Whether the request can be sent again, byte for byte. */
    boolean isReplayable();

    /**
     * Sends the very same request once more, with this authorization and so that the agent's own hooks leave it alone. The stage
     * fails as the library fails.
     */
    CompletionStage<R> send(Authorization authorization);

    /**
     * The response with these {@code WWW-Authenticate} header lines in place of its own, everything else as it was; null where the library
     * has no way to change it, and the application then gets its own.
     */
    default @Nullable R withChallenge(R response, List<String> wwwAuthenticate) {
        return null;
    }

    /**
     * A response with status 200 and this JSON document, in place of one without; null where the library has no way to make one. The one
     * that was given is used up where another is answered.
     */
    default @Nullable R withDocument(R response, String json) {
        return null;
    }

    /** Gives up a response that nobody will read, and its connection where it must; called once at most for each. */
    void discard(R response);

    /** Whether the application waits no longer, because it cancelled the call or its time is over. */
    boolean isOver();

    /** Where the library and the application may be called: its event loop, a pool of its own, or the waiting caller's thread. */
    Executor executor();
}
