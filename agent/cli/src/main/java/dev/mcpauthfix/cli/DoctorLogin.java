package dev.mcpauthfix.cli;

import dev.mcpauthfix.engine.Decision;
import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.port.HttpFetcher;
import dev.mcpauthfix.runtime.EngineAssembly;
import dev.mcpauthfix.runtime.log.AgentLog;
import dev.mcpauthfix.runtime.login.LoopbackUserAgent;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.LadderEnd;
import dev.mcpauthfix.runtime.probe.Probe;
import dev.mcpauthfix.runtime.probe.ProbeRequest;
import dev.mcpauthfix.runtime.probe.ProbeSettings;
import dev.mcpauthfix.runtime.probe.Shown;
import dev.mcpauthfix.runtime.probe.Survey;
import dev.mcpauthfix.runtime.settings.Settings;
import dev.mcpauthfix.runtime.settings.Surroundings;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The doctor's login: as the settings here have it, at the address where the server is in the end, by the same pins and limits. */
final class DoctorLogin {

    private final ProbeSettings probe;
    private final Settings settings;
    private final PrintWriter err;

    DoctorLogin(ProbeSettings probe, Settings settings, PrintWriter err) {
        this.probe = probe;
        this.settings = settings;
        this.err = err;
    }

    /** Logs in and asks once more with the token; answers what was seen with that, or with why there is no token. */
    Survey after(Probe.Look look) throws InterruptedException, ExecutionException {
        Survey survey = look.survey();
        String none = withoutServer(survey, look.mcpUri());
        if (none != null) {
            tell(none);
            return survey;
        }
        URI url = look.mcpUri();
        HttpFetcher fetcher = EngineAssembly.fetcher(settings, ProbeRequest.limit(probe.limit()), probe.pins());
        LoginRun run = new LoginRun(url, settings, fetcher, err);
        HttpFetcher.Result asked = run.ask();
        if (!(asked instanceof HttpFetcher.Answer refusal)) {
            return survey.notLoggedIn(tell(LoginRun.reason(asked)));
        }
        Decision decision = run.login(
                refusal,
                new LoopbackUserAgent(settings, Surroundings.ofThisJvm(), AgentLog.PERSON::line, Clock.systemUTC()));
        if (decision instanceof Decision.Retry retry) {
            return Probe.withToken(survey, url, retry.authorization().headers("POST", url), probe);
        }
        return survey.notLoggedIn(
                tell(decision instanceof Decision.PassThrough pass ? pass.reason() : "there is no token"));
    }

    /** Why there is nobody to log in to; null where there is somebody, or where the settings do without. */
    private @Nullable String withoutServer(Survey survey, URI url) {
        LadderEnd end = survey.lenient();
        if (end == null) {
            return survey.mcpRequest().came() == Came.ANSWER
                    ? "the server did not ask for a token"
                    : "the server gave no answer";
        }
        EngineSettings here = settings.engine().of(UrlRules.bare(url));
        boolean known = end.isFound() || here.issuer() != null || here.grant() == EngineSettings.Grant.TOKEN;
        return known ? null : "no authorization server was found: " + end.reason();
    }

    private String tell(String reason) {
        String shown = Shown.text(reason);
        err.println("Not logged in: " + shown);
        return shown;
    }
}
