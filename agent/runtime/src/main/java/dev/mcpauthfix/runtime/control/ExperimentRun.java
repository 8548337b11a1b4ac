package dev.mcpauthfix.runtime.control;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.ServerSettings;
import dev.mcpauthfix.engine.policy.Experiment;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.runtime.evidence.Occurrence;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The experiment in this JVM: who has part in it, and what stops it. Once stopped it stays so until its settings change: its servers are
 * only observed then, as if there were no agent.
 */
final class ExperimentRun {

    /**
     * One experiment from its beginning.
     *
     * @param settings the settings that it is part of
     * @param experiment what it is
     * @param guardrails what stops it
     */
    private record Run(ServerSettings settings, Experiment experiment, Guardrails guardrails) {}

    private volatile @Nullable Run run;

    /** Takes other settings; a change of the experiment begins it anew. */
    synchronized void follow(ServerSettings settings, Duration longestWait) {
        Experiment wanted = settings.experiment();
        Run now = run;
        if (wanted == null) {
            run = null;
        } else if (now != null && wanted.equals(now.experiment())) {
            now.guardrails().follow(longestWait);
            run = new Run(settings, wanted, now.guardrails());
        } else {
            run = new Run(settings, wanted, new Guardrails(longestWait));
        }
    }

    /** A server's part, null where there is no experiment. */
    Occurrence.@Nullable Exposure exposure(URI mcpUri) {
        Run now = run;
        if (now == null || !UrlRules.isWeb(mcpUri)) {
            return null;
        }
        Experiment experiment = now.experiment();
        URI bare = UrlRules.bare(mcpUri);
        EngineSettings.Discovery discovery = now.settings().discovery(bare);
        return new Occurrence.Exposure(
                experiment.name(),
                experiment.unit().toString(),
                discovery.name().toLowerCase(Locale.ROOT),
                evaluation(now, bare),
                experiment.lenientShare());
    }

    private static String evaluation(Run now, URI mcpUri) {
        if (!now.settings().isInExperiment(mcpUri)) {
            return "TARGETING_MATCH";
        }
        return now.guardrails().stopped() == null ? "SPLIT" : "DISABLED";
    }

    /** Why a server is only observed, null where it is not for the experiment's sake. */
    @Nullable
    String stopped(URI mcpUri) {
        Run now = run;
        String why = now == null ? null : now.guardrails().stopped();
        return now == null
                        || why == null
                        || !UrlRules.isWeb(mcpUri)
                        || !now.settings().isInExperiment(UrlRules.bare(mcpUri))
                ? null
                : "the experiment " + now.experiment().name() + " was stopped: " + why;
    }

    /** Why the experiment is stopped, null where it is not or there is none. */
    @Nullable
    String stopped() {
        Run now = run;
        return now == null ? null : now.guardrails().stopped();
    }

    /** Looks at what happened; answers why the experiment stops by it, null where it does not. */
    @Nullable
    String take(Occurrence occurrence) {
        Run now = run;
        Occurrence.Exposure part = occurrence.exposure();
        return now == null || part == null || !part.isSplit() || !part.variant().equals("lenient")
                ? null
                : now.guardrails().take(occurrence);
    }
}
