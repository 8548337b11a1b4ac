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
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Listens on the redirection endpoint until one redirect with the right state has come (attacks S10 and S11). */
final class RedirectListener implements AutoCloseable {

    private static final int CONNECTIONS = 32;
    private static final int READ_MILLIS = 2_000;
    private static final int CLOSE_MILLIS = 1_000;
    private static final long PAUSE_NANOS = 10_000_000;

    private final ServerSocket socket;
    private final URI redirectUri;
    private final byte[] state;
    private final Clock clock;
    private final Semaphore free = new Semaphore(CONNECTIONS);
    private final AtomicBoolean accepted = new AtomicBoolean();
    private final CompletableFuture<Map<String, String>> redirect = new CompletableFuture<>();
    private final Thread acceptor = daemon(this::accept, "mcp-auth-fix-redirect");

    RedirectListener(ServerSocket socket, URI redirectUri, String state, Clock clock) {
        this.socket = socket;
        this.redirectUri = redirectUri;
        this.state = state.getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
    }

    void start() {
        acceptor.start();
    }

    /** The redirect's parameters, null where none came in time or the session was closed. */
    @Nullable
    Map<String, String> await(Duration limit) throws InterruptedException {
        try {
            return redirect.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | CancellationException nobodyCame) {
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
                    daemon(() -> serve(connection), "mcp-auth-fix-redirect-client")
                            .start();
                } else {
                    connection.close();
                }
            } catch (IOException closedOrGone) {
                // A closed listener ends the loop; a client that went away, or too many open files, does not.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        redirect.cancel(false);
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

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /** Closes the listener; the port takes connections until the accepting thread has let go of it, so that is waited for. */
    @Override
    public void close() {
        try {
            socket.close();
            acceptor.join(CLOSE_MILLIS);
        } catch (IOException alreadyClosed) {
            // Nothing is left to release.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
