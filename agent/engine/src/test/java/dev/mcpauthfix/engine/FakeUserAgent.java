package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.port.UserAgent;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A person who approves everything at once, unless told otherwise. */
public final class FakeUserAgent implements UserAgent {

    private final List<URI> shown = new ArrayList<>();
    private final List<@Nullable URI> preferred = new ArrayList<>();
    private @Nullable String unavailable;
    private URI redirectUri = URI.create("http://127.0.0.1:40001/callback");
    private Function<Map<String, String>, Outcome> answer =
            query -> new Redirected(Map.of("code", "code-canary", "state", query.getOrDefault("state", "")));

    private final List<VerificationCode> codes = new ArrayList<>();
    private Consumer<Duration> waiting = duration -> {};
    private int open;
    private boolean busy;

    /** The query of an authorization request, decoded. */
    public static Map<String, String> query(URI uri) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : uri.getRawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    /** From now on nobody can be asked. */
    public void becomeUnavailable(@Nullable String reason) {
        unavailable = reason;
    }

    /** From now on no port can be opened. */
    public void haveNoPorts() {
        busy = true;
    }

    /** From now on another redirection URI is listened on. */
    public void listenOn(String uri) {
        redirectUri = URI.create(uri);
    }

    /** From now on the authorization request, as its decoded query, is answered like this. */
    public void answer(Function<Map<String, String>, Outcome> next) {
        answer = next;
    }

    /** From now on redirects back with these parameters and the state. */
    public void redirect(Map<String, String> parameters) {
        answer = query -> {
            Map<String, String> all = new LinkedHashMap<>(parameters);
            all.putIfAbsent("state", query.getOrDefault("state", ""));
            return new Redirected(all);
        };
    }

    /** The authorization requests shown, in order. */
    public synchronized List<URI> shown() {
        return List.copyOf(shown);
    }

    /** The decoded query of the last authorization request. */
    public Map<String, String> lastQuery() {
        List<URI> all = shown();
        return query(all.get(all.size() - 1));
    }

    /** What redirection URIs were preferred, in order, nulls included. */
    public synchronized List<@Nullable URI> preferred() {
        return new ArrayList<>(preferred);
    }

    /** How many sessions are open. */
    public synchronized int openSessions() {
        return open;
    }

    @Override
    public @Nullable String unavailable() {
        return unavailable;
    }

    /** The codes shown, in order. */
    public synchronized List<VerificationCode> codes() {
        return List.copyOf(codes);
    }

    /** From now on this happens while a code is on show and time passes. */
    public void whileWaiting(Consumer<Duration> next) {
        waiting = next;
    }

    @Override
    public @Nullable String unavailableForCodes() {
        return unavailable;
    }

    @Override
    public synchronized CodePrompt show(VerificationCode code) {
        codes.add(code);
        open++;
        return new CodePrompt() {
            @Override
            public boolean pause(Duration duration) {
                waiting.accept(duration);
                return true;
            }

            @Override
            public void close() {
                synchronized (FakeUserAgent.this) {
                    open--;
                }
            }
        };
    }

    @Override
    public synchronized Session open(@Nullable URI preferredUri) throws IOException {
        preferred.add(preferredUri);
        if (busy) {
            throw new IOException("no ports");
        }
        open++;
        return new FakeSession();
    }

    private final class FakeSession implements Session {

        @Override
        public URI redirectUri() {
            return redirectUri;
        }

        @Override
        public Outcome authorize(URI authorizationRequest, String state, Duration limit) {
            synchronized (FakeUserAgent.this) {
                shown.add(authorizationRequest);
            }
            return answer.apply(query(authorizationRequest));
        }

        @Override
        public void close() {
            synchronized (FakeUserAgent.this) {
                open--;
            }
        }
    }
}
