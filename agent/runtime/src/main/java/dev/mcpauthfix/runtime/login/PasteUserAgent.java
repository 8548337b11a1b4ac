package dev.mcpauthfix.runtime.login;

import dev.mcpauthfix.engine.port.UserAgent;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a person whose browser is on another machine: the redirect leads to a loopback address where nobody listens, and the person
 * pastes that address here.
 */
public final class PasteUserAgent implements UserAgent {

    private final BufferedReader terminal;
    private final Consumer<String> person;

    /**
     * @param terminal where the address is pasted
     * @param person takes lines for the person
     */
    public PasteUserAgent(BufferedReader terminal, Consumer<String> person) {
        this.terminal = terminal;
        this.person = person;
    }

    @Override
    public @Nullable String unavailable() {
        return null;
    }

    @Override
    public @Nullable String unavailableForCodes() {
        return null;
    }

    @Override
    public CodePrompt show(VerificationCode code) {
        return new PrintedCode(code, person);
    }

    @Override
    public Session open(@Nullable URI preferred) throws IOException {
        RedirectionEndpoint endpoint = RedirectionEndpoint.bind(preferred);
        // A browser on this machine after all had better be told that nobody listens than wait for an answer.
        endpoint.socket().close();
        return new PasteSession(endpoint.uri());
    }

    private final class PasteSession implements Session {

        private final URI redirectUri;

        PasteSession(URI redirectUri) {
            this.redirectUri = redirectUri;
        }

        @Override
        public URI redirectUri() {
            return redirectUri;
        }

        @Override
        public Outcome authorize(URI authorizationRequest, String state, Duration limit) {
            if (!BrowserAddress.isWebPage(authorizationRequest)) {
                return new Abandoned("the login page is refused: expected https, or http on loopback");
            }
            person.accept("to log in, open this page in any browser: " + authorizationRequest.toASCIIString());
            person.accept("the browser then fails to open an address that begins with " + redirectUri
                    + " - that is as it should be: paste that whole address here and press Enter");
            CompletableFuture<Outcome> pasted = new CompletableFuture<>();
            Thread reader = new Thread(() -> pasted.complete(read(state)), "mcp-auth-fix-paste");
            reader.setDaemon(true);
            reader.start();
            try {
                return pasted.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                return new Abandoned(
                        "nothing was pasted within " + limit.toSeconds() + " s; the setting login.timeout allows more");
            } catch (ExecutionException | InterruptedException stopped) {
                return new Abandoned("the login was interrupted");
            }
        }

        /** Lines that are something else are told and waited past: people paste the wrong thing first. */
        private Outcome read(String state) {
            try {
                for (String line = terminal.readLine(); line != null; line = terminal.readLine()) {
                    Map<String, String> parameters = line.isBlank() ? null : parameters(line.strip());
                    if (parameters != null && state.equals(parameters.get("state"))) {
                        return new Redirected(parameters);
                    }
                    if (!line.isBlank()) {
                        person.accept(
                                parameters == null || !parameters.containsKey("state")
                                        ? "that is not the address the browser was sent to: it begins with "
                                                + redirectUri + " and holds code= and state="
                                        : "that address belongs to another login: open the page above and paste the newest");
                    }
                }
            } catch (IOException closed) {
                // As at the end of the input.
            }
            return new Abandoned("nothing was pasted: the input ended");
        }

        private static @Nullable Map<String, String> parameters(String line) {
            int mark = line.indexOf('?');
            int end = line.indexOf('#', mark + 1);
            String query = line.substring(mark + 1, end < 0 ? line.length() : end);
            return new RedirectRequest("GET", "/", query, "").parameters();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
