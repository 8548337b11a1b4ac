package dev.mcpauthfix.cli;

import dev.mcpauthfix.engine.ChallengeResponse;
import dev.mcpauthfix.engine.Decision;
import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import dev.mcpauthfix.engine.NetworkPath;
import dev.mcpauthfix.engine.port.EventSink;
import dev.mcpauthfix.engine.port.HttpFetcher;
import dev.mcpauthfix.engine.port.UserAgent;
import dev.mcpauthfix.runtime.EngineAssembly;
import dev.mcpauthfix.runtime.log.AgentLog;
import dev.mcpauthfix.runtime.probe.Probe;
import dev.mcpauthfix.runtime.settings.Settings;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** One login with a person at this terminal, by the same engine as in an application. */
final class LoginRun {

    private final URI url;
    private final Settings settings;
    private final HttpFetcher fetcher;
    private final PrintWriter out;

    /**
     * Prepares one.
     *
     * @param fetcher for every request of it
     * @param out where it is told how far it has come
     */
    LoginRun(URI url, Settings settings, HttpFetcher fetcher, PrintWriter out) {
        this.url = url;
        this.settings = settings;
        this.fetcher = fetcher;
        this.out = out;
    }

    /** Asks without a token, for the challenge. */
    HttpFetcher.Result ask() {
        return fetcher.fetch(Probe.mcpRequest(url));
    }

    /** Why there is no answer to {@link #ask}. */
    static String reason(HttpFetcher.Result result) {
        return result instanceof HttpFetcher.Refused refused
                ? refused.reason()
                : ((HttpFetcher.Unreachable) result).reason();
    }

    /** Logs in; the token is where the settings keep it afterwards. */
    Decision login(HttpFetcher.Answer refusal, UserAgent userAgent) throws InterruptedException, ExecutionException {
        return EngineAssembly.assemble(settings, AgentLog.PERSON, fetcher, userAgent, this::progress)
                .onChallenge(request(), challenge(refusal))
                .toCompletableFuture()
                .get();
    }

    /** Tells how far it has come, for some of it takes as long as a person does. */
    private void progress(EventSink.Event event) {
        if (event.kind() == EventSink.Kind.DISCOVERED) {
            out.println("  found the authorization server: " + event.detail());
        } else if (event.kind() == EventSink.Kind.REGISTERED) {
            out.println("  has a client there: " + event.detail());
            EngineSettings of = settings.engine().of(url);
            if (of.grant().needsPerson()) {
                out.println("  waiting up to " + of.loginLimit().toSeconds()
                        + " s for you to log in; Ctrl-C gives up and leaves everything as it was");
            }
        }
        out.flush();
    }

    private McpRequest request() {
        return new McpRequest("POST", url, McpTraffic.Shape.STREAMABLE_POST, null, null, 0, NetworkPath.DEFAULT);
    }

    private static ChallengeResponse challenge(HttpFetcher.Answer answer) {
        return new ChallengeResponse(answer.status(), answer.headers().getOrDefault("www-authenticate", List.of()));
    }
}
