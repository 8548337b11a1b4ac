package dev.mcpauthfix.runtime;

import dev.mcpauthfix.runtime.settings.Settings;
import java.lang.instrument.Instrumentation;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What {@code mode=auto} is: repair where the application has an OAuth of its own for MCP, else heal. It is heal too where somebody has given
 * the agent what that takes: it is then what they want.
 */
final class AutoMode {

    private final OwnOAuth own;

    AutoMode(Clock clock) {
        this.own = new OwnOAuth(clock);
    }

    /** A mode as it is done, {@code auto} as one of two; null for null. */
    Settings.@Nullable Mode effective(Settings.@Nullable Mode set, Rules rules) {
        if (set != Settings.Mode.AUTO) {
            return set;
        }
        return own.found() == null || rules.namesCredentials() ? Settings.Mode.HEAL : Settings.Mode.REPAIR;
    }

    /** Looks what the application has, where that decides; answers whether anything is known now that was not. */
    boolean look(Rules rules, Instrumentation instrumentation) {
        return !rules.namesCredentials() && own.look(instrumentation);
    }

    /** Whether a mode repairs, or may turn out to. */
    boolean mayRepair(Settings.@Nullable Mode set, Rules rules) {
        boolean open = own.found() != null || !own.isKnown();
        return set == Settings.Mode.REPAIR || (set == Settings.Mode.AUTO && open && !rules.namesCredentials());
    }

    /** What it is, and why; null where nobody has looked yet. */
    @Nullable
    String choice(Rules rules) {
        if (rules.namesCredentials()) {
            return "heal: the settings name a client or a grant for the agent";
        }
        if (!own.isKnown()) {
            return null;
        }
        String found = own.found();
        return found == null
                ? "heal: the application has no OAuth of its own for MCP"
                : "repair: the application has " + found;
    }
}
