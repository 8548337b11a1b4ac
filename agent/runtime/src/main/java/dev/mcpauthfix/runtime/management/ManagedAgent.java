package dev.mcpauthfix.runtime.management;

import dev.mcpauthfix.runtime.control.Tally;
import dev.mcpauthfix.runtime.settings.EvidenceSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The agent as management tools see it. They ask on threads of their own, as many as they like. */
public interface ManagedAgent {

    /** Whether it is to be shown. */
    EvidenceSettings.Management wanted();

    /** How it is now. */
    State state();

    /** What it counted, null for nothing so far. */
    @Nullable
    Tally tally();

    /** Gives it an order and answers what it says, as {@link dev.mcpauthfix.runtime.control.Orders} does. */
    String order(String order);

    /** Something of ours went wrong here. */
    void fault(String where, Throwable fault);

    /**
     * The agent at one moment.
     *
     * @param version its version
     * @param mode what it may do, null where its settings are wrong and it does nothing
     * @param restraint why it does less than it was set to, null where it does not
     * @param mistake what was wrong with the last change of its settings, null for nothing
     * @param digest the digest of its settings, null where nothing needed them yet
     * @param libraries the HTTP libraries whose calls come to it
     * @param faults how many faults of its own it caught
     * @param leftAlone how many MCP requests went to servers that its settings do not let it touch
     */
    record State(
            String version,
            @Nullable String mode,
            @Nullable String restraint,
            @Nullable String mistake,
            @Nullable String digest,
            List<String> libraries,
            long faults,
            long leftAlone) {}
}
