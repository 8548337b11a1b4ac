package dev.mcpauthfix.runtime;

import dev.mcpauthfix.runtime.settings.Settings;
import org.jspecify.annotations.Nullable;

/** What an operator's order may do to the agent in this JVM. */
public interface Controlled {

    /** What the agent may do, null where its settings are wrong and it does nothing. */
    Settings.@Nullable Mode mode();

    /** Why it does less than its mode would have it do, null where it does not. */
    @Nullable
    String restraint();

    /**
     * Changes settings, effective on the next request; a setting without a value is left to the other sources again.
     *
     * @param assignments {@code key=value}, separated by commas, as the agent argument spells them
     * @return what is wrong with it, which leaves everything as it was; null for nothing
     */
    @Nullable
    String set(String assignments);

    /** What was set so since the start, spelt as {@link #set} reads it. */
    String orders();

    /** Switches off in an instant, or takes that back. */
    void disable(boolean off);

    /** Whether it is switched off so. */
    boolean isDisabled();

    /** The status as a JSON object, which anybody who looks is shown from now on. */
    String status();

    /** Takes calls again, where another core was to and could not. */
    void reconnect();

    /** Whether nothing can be woven in this JVM: its self-check failed, or it has left. */
    boolean isBroken();

    /**
     * Looks at a server from within this JVM, whatever the settings are, and changes nothing. It may take its time, and several may run at
     * once.
     *
     * @param argument which server, and how
     * @return the three parts of an answer to an order
     */
    String examine(String argument);

    /**
     * Lets go of everything, logins under way included: whoever waits for one gets the application's own response.
     *
     * @param another whether another core has taken over
     */
    void leave(boolean another);
}
