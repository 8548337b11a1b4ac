package dev.mcpauthfix.runtime.control;

import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.engine.ChallengeResponse;
import dev.mcpauthfix.engine.Decision;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.runtime.settings.Settings;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The engine as the mode of this moment lets it work; a call is decided by the mode in which it is challenged. */
public final class ModedEngine implements AuthorizationEngine {

    private static final Decision OBSERVED = new Decision.PassThrough("mode=observe");
    private static final Decision SWITCHED_OFF = new Decision.PassThrough("mode=off");

    private final AuthorizationEngine engine;
    private final Supplier<Settings.@Nullable Mode> mode;
    private final Tally tally;

    /** Creates one around the engine that heals. */
    public ModedEngine(AuthorizationEngine engine, Supplier<Settings.@Nullable Mode> mode, Tally tally) {
        this.engine = engine;
        this.mode = mode;
        this.tally = tally;
    }

    @Override
    public Optional<Authorization> authorize(McpRequest request) {
        return heals() ? engine.authorize(request) : Optional.empty();
    }

    @Override
    public boolean takesMessages(String host) {
        return heals() && engine.takesMessages(host);
    }

    @Override
    public boolean takesMessages() {
        return heals() && engine.takesMessages();
    }

    @Override
    public CompletionStage<Decision> onChallenge(McpRequest request, ChallengeResponse response) {
        if (heals()) {
            return engine.onChallenge(request, response);
        }
        if (mode.get() == Settings.Mode.OBSERVE) {
            tally.observed(request, response);
            return CompletableFuture.completedFuture(OBSERVED);
        }
        return CompletableFuture.completedFuture(SWITCHED_OFF);
    }

    @Override
    public void onOutcome(McpRequest request, int status) {
        engine.onOutcome(request, status);
    }

    private boolean heals() {
        return mode.get() == Settings.Mode.HEAL;
    }
}
