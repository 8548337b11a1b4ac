package dev.mcpauthfix.runtime;

import dev.mcpauthfix.runtime.settings.Settings;
import org.jspecify.annotations.Nullable;

/** What an operator's order may do to the agent in this JVM. */
public interface Controlled {

    /** What the agent may do, null where its settings are wrong and it does nothing. */
    Settings.@Nullable Mode mode();

    /** Changes it, effective on the next request. */
    void mode(Settings.Mode wanted);

    /** The status as a JSON object, which anybody who looks is shown from now on. */
    String status();

    /** Whether nothing can be woven in this JVM: its self-check failed, or it has left. */
    boolean isBroken();

    /**
     * Lets go of everything, logins under way included: whoever waits for one gets the application's own response.
     *
     * @param another whether another core has taken over
     */
    void leave(boolean another);
}
