package dev.mcpauthfix.runtime.login;

import dev.mcpauthfix.engine.port.UserAgent.Abandoned;
import dev.mcpauthfix.engine.port.UserAgent.Outcome;
import dev.mcpauthfix.engine.port.UserAgent.Redirected;
import dev.mcpauthfix.engine.port.UserAgent.Session;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One login: shows the page, waits for the redirect. */
final class LoopbackSession implements Session {

    private final RedirectionEndpoint endpoint;
    private final @Nullable BrowserLauncher launcher;
    private final Consumer<String> person;
    private final Clock clock;

    /**
     * Makes a session on a bound port.
     *
     * @param launcher null where the URL is printed instead
     */
    LoopbackSession(
            RedirectionEndpoint endpoint, @Nullable BrowserLauncher launcher, Consumer<String> person, Clock clock) {
        this.endpoint = endpoint;
        this.launcher = launcher;
        this.person = person;
        this.clock = clock;
    }

    @Override
    public URI redirectUri() {
        return endpoint.uri();
    }

    @Override
    public Outcome authorize(URI authorizationRequest, String state, Duration limit) {
        if (!BrowserAddress.isWebPage(authorizationRequest)) {
            close();
            return new Abandoned("the login page is refused: expected https, or http on loopback");
        }
        Thread watch = null;
        try (RedirectListener listener = new RedirectListener(endpoint.socket(), redirectUri(), state, clock)) {
            listener.start();
            watch = show(authorizationRequest, listener);
            Map<String, String> parameters = listener.await(limit);
            return parameters != null
                    ? new Redirected(parameters)
                    : new Abandoned("nobody completed the login at " + authorizationRequest.getHost() + " within "
                            + limit.toSeconds() + " s; the setting login.timeout allows more");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Abandoned("the login was interrupted");
        } finally {
            if (watch != null) {
                watch.interrupt();
            }
        }
    }

    /** Answers the thread that waits for the browser's end, null where no browser was started. */
    private @Nullable Thread show(URI page, RedirectListener listener) {
        String argument = BrowserAddress.argument(page);
        if (launcher == null || argument == null) {
            print(page);
            return null;
        }
        person.accept("opening the browser to log in at " + page.getHost());
        try {
            Process browser = launcher.launch(argument);
            // A stage of its onExit() would hold us for as long as the browser runs, a detach notwithstanding.
            Thread watch = new Thread(null, () -> watch(browser, page, listener), "mcp-auth-fix-browser", 0, false);
            watch.setDaemon(true);
            watch.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            watch.start();
            return watch;
        } catch (IOException | RuntimeException noBrowser) {
            print(page);
            return null;
        }
    }

    private void watch(Process browser, URI page, RedirectListener listener) {
        try {
            if (browser.waitFor() != 0 && listener.isWaiting()) {
                print(page);
            }
        } catch (InterruptedException over) {
            // The login has come to its end, whatever the browser does.
        }
    }

    private void print(URI page) {
        person.accept("to log in, open this page in a browser on this machine: " + page.toASCIIString());
    }

    @Override
    public void close() {
        try {
            endpoint.socket().close();
        } catch (IOException alreadyClosed) {
            // Nothing is left to release.
        }
    }
}
