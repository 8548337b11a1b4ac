package dev.mcpauthfix.runtime.login;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Listens on the redirection endpoint until one redirect with the right state has come (attacks S10 and S11). */
final class RedirectListener implements AutoCloseable {

    private static final int CONNECTIONS = 32;
    private static final int READ_MILLIS = 2_000;

    private final ServerSocket socket;
    private final URI redirectUri;
    private final byte[] state;
    private final Clock clock;
    private final Semaphore free = new Semaphore(CONNECTIONS);
    private final AtomicBoolean accepted = new AtomicBoolean();
    private final CompletableFuture<Map<String, String>> redirect = new CompletableFuture<>();

    RedirectListener(ServerSocket socket, URI redirectUri, String state, Clock clock) {
        this.socket = socket;
        this.redirectUri = redirectUri;
        this.state = state.getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
    }

    void start() {
        startDaemon(this::accept, "mcp-auth-fix-redirect");
    }

    /** The redirect's parameters, null where none came in time. */
    @Nullable
    Map<String, String> await(Duration limit) throws InterruptedException {
        try {
            return redirect.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException nobodyCame) {
            return null;
        } catch (ExecutionException neverThrown) {
            throw new IllegalStateException(neverThrown);
        }
    }

    boolean isWaiting() {
        return !redirect.isDone() && !socket.isClosed();
    }

    private void accept() {
        while (isWaiting()) {
            try {
                Socket connection = socket.accept();
                if (free.tryAcquire()) {
                    // A thread each: a client that says nothing keeps nobody waiting.
                    startDaemon(() -> serve(connection), "mcp-auth-fix-redirect-client");
                } else {
                    connection.close();
                }
            } catch (IOException closedOrGone) {
                // A closed listener ends the loop; a client that went away does not.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setSoTimeout(READ_MILLIS);
            RedirectRequest request = RedirectRequest.read(new BufferedInputStream(connection.getInputStream()), clock);
            Map<String, String> parameters = request == null ? null : request.parameters();
            Page page = parameters == null || request == null ? Page.MALFORMED : answer(request, parameters);
            try {
                connection.getOutputStream().write(page.answer());
                connection.shutdownOutput();
            } finally {
                if (parameters != null && (page == Page.LOGGED_IN || page == Page.NOT_LOGGED_IN)) {
                    redirect.complete(parameters);
                }
            }
        } catch (IOException clientGone) {
            // The person's browser tries again, or somebody else's client does not matter.
        } finally {
            free.release();
        }
    }

    private Page answer(RedirectRequest request, Map<String, String> parameters) {
        if (!request.host().equals(redirectUri.getRawAuthority().toLowerCase(Locale.ROOT))) {
            return Page.WRONG_HOST;
        }
        if (!request.path().equals(redirectUri.getRawPath())) {
            return Page.NOT_FOUND;
        }
        if (!request.method().equals("GET")) {
            return Page.NOT_GET;
        }
        String given = parameters.getOrDefault("state", "");
        if (!MessageDigest.isEqual(state, given.getBytes(StandardCharsets.UTF_8))) {
            return Page.WRONG_STATE;
        }
        boolean failed = parameters.containsKey("error");
        if (!failed && !parameters.containsKey("code")) {
            return Page.MALFORMED;
        }
        if (!accepted.compareAndSet(false, true)) {
            return Page.ANSWERED;
        }
        return failed ? Page.NOT_LOGGED_IN : Page.LOGGED_IN;
    }

    private static void startDaemon(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // Nothing is left to release.
        }
    }
}
