package dev.mcpauthfix.runtime.control;

import dev.mcpauthfix.runtime.Controlled;
import dev.mcpauthfix.runtime.Product;
import dev.mcpauthfix.runtime.settings.Settings;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads orders, one line each, and answers three: {@code done} or {@code refused}, a sentence for people, and the status as JSON.
 * The shim knows these words; it stays as it was when the first jar came, whatever comes later.
 */
public final class Orders implements Function<String, String> {

    private static final String MODE = "mode=";
    private static final String WRONG_SETTINGS =
            "its settings are wrong, as the application's standard error says; nothing was changed. Attach with right ones";

    private final Controlled agent;

    /** What a disable has taken away, null for nothing. */
    private Settings.@Nullable Mode before;

    /** Creates a reader of orders for this JVM's agent. */
    public Orders(Controlled agent) {
        this.agent = agent;
    }

    @Override
    public synchronized String apply(String order) {
        String[] words = order.split(" ", 2);
        String rest = words.length < 2 ? "" : words[1];
        Settings.Mode now = agent.mode();
        if (words[0].equals("detach") || words[0].equals("retire")) {
            return leave(words[0].equals("retire"));
        }
        if (now == null) {
            return refused(WRONG_SETTINGS);
        }
        return switch (words[0]) {
            case "accept" -> done("ready");
            case "attached", "status" -> active("");
            case "superseded" -> active(", and superseded " + rest);
            case "state" -> done(state(now));
            case "resume" -> resume(rest);
            case "set" -> set(rest);
            case "disable" -> disable(now);
            case "enable" -> enable(now);
            default -> refused("there is no order " + words[0] + "; there are status, set, disable, enable and detach");
        };
    }

    private String active(String more) {
        return agent.isBroken()
                ? "failed\nversion " + Product.VERSION + " cannot work in this JVM: its self-check failed\n"
                        + agent.status()
                : done("version " + Product.VERSION + " is active, " + modeNow() + more);
    }

    /** What a newer core has to know in order to go on as this one: the mode, and the one that an enable brings back. */
    private String state(Settings.Mode now) {
        return Settings.spelling(now) + (before == null ? "" : " " + Settings.spelling(before));
    }

    private String resume(String state) {
        String[] modes = state.split(" ", -1);
        Settings.Mode wanted = Settings.mode(modes[0]);
        if (wanted == null) {
            return refused("there is no state " + state);
        }
        before = modes.length < 2 ? null : Settings.mode(modes[1]);
        agent.mode(wanted);
        return done(modeNow());
    }

    private String set(String setting) {
        Settings.Mode wanted = setting.startsWith(MODE) ? Settings.mode(setting.substring(MODE.length())) : null;
        if (wanted == null) {
            return refused("expected mode=heal, mode=observe or mode=off; nothing was changed");
        }
        before = null;
        agent.mode(wanted);
        return done(modeNow() + " from the next request on");
    }

    private String disable(Settings.Mode now) {
        if (now == Settings.Mode.OFF) {
            return done("it was off already");
        }
        before = now;
        agent.mode(Settings.Mode.OFF);
        return done("off from the next request on; enable takes that back");
    }

    private String enable(Settings.Mode now) {
        if (now != Settings.Mode.OFF) {
            return done("it was on already, " + modeNow());
        }
        agent.mode(before == null ? Settings.Mode.HEAL : before);
        before = null;
        return done(modeNow() + " from the next request on");
    }

    private String leave(boolean another) {
        agent.leave(another);
        return "done\nversion " + Product.VERSION + " is out of this JVM: every class has its own code back\n";
    }

    private String modeNow() {
        Settings.Mode now = agent.mode();
        return now == null ? "doing nothing" : MODE + Settings.spelling(now);
    }

    private String done(String sentence) {
        return "done\n" + sentence + "\n" + agent.status();
    }

    private String refused(String sentence) {
        return "refused\n" + sentence + "\n" + agent.status();
    }
}
