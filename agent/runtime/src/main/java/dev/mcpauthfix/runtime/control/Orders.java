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

    private static final String ON = "on";
    private static final String DISABLED = "disabled";
    private static final String WRONG_SETTINGS =
            "its settings are wrong, as the application's standard error says; nothing was changed. Attach with right ones";

    private static final String LOOK = "doctor";
    private static final String LEFT = "it has left this JVM";

    private final Controlled agent;

    private boolean left;

    /** Creates a reader of orders for this JVM's agent. */
    public Orders(Controlled agent) {
        this.agent = agent;
    }

    /** Whether an order is one to look at a server, which changes nothing of the agent and needs nothing of it. */
    public static boolean isLook(String order) {
        return order.equals(LOOK) || order.startsWith(LOOK + " ");
    }

    @Override
    public String apply(String order) {
        String[] words = order.split(" ", 2);
        String rest = words.length < 2 ? "" : words[1];
        // Not one after the other as those below: whoever switches off in the meantime must not wait for it.
        return isLook(order) ? agent.examine(rest) : obey(words, rest);
    }

    private synchronized String obey(String[] words, String rest) {
        if (left) {
            // It came while the agent was on its way out; to obey it would bring something of it back.
            return refused(LEFT);
        }
        if (words[0].equals("version")) {
            return "done\n" + Product.VERSION + "\n";
        }
        if (words[0].equals("detach") || words[0].equals("retire")) {
            return leave(words[0].equals("retire"));
        }
        if (words[0].equals("set")) {
            return set(rest);
        }
        if (agent.mode() == null) {
            return refused(WRONG_SETTINGS);
        }
        return switch (words[0]) {
            case "accept" -> done("ready");
            case "attached", "status" -> active("");
            case "again" -> again();
            case "superseded" -> active(", and superseded " + rest);
            case "state" -> done((agent.isDisabled() ? DISABLED : ON) + " " + agent.orders());
            case "resume" -> resume(rest);
            case "disable" -> disable();
            case "enable" -> enable();
            default ->
                refused("there is no order " + words[0]
                        + "; there are status, set, disable, enable, doctor and detach");
        };
    }

    private String active(String more) {
        return agent.isBroken()
                ? "failed\nversion " + Product.VERSION + " cannot work in this JVM: its self-check failed\n"
                        + agent.status()
                : done("version " + Product.VERSION + " is active, " + modeNow() + more);
    }

    /** Another core was to take over, and could not. */
    private String again() {
        agent.reconnect();
        return active("");
    }

    /** Goes on as the core before: with what an operator has set there. */
    private String resume(String state) {
        String[] words = state.split(" ", 2);
        String mistake = words.length < 2 || words[1].isEmpty() ? null : agent.set(words[1]);
        // What was switched off stays so, even where the rest cannot be taken over.
        if (words[0].equals(DISABLED)) {
            agent.disable(true);
        }
        return mistake == null ? done(modeNow()) : refused(mistake);
    }

    private String set(String assignments) {
        String mistake = agent.set(assignments);
        return mistake == null
                ? done(shown(assignments) + " from the next request on" + butRestrained())
                : refused(mistake + "; nothing was changed");
    }

    /** The answer stays in the JVM for a while: a command or an address may have a password in it. */
    private static String shown(String assignments) {
        StringBuilder names = new StringBuilder();
        for (String part : assignments.split("[,;]", -1)) {
            String name = part.trim();
            int equals = name.indexOf('=');
            String key = equals < 0 ? name : name.substring(0, equals);
            boolean plain = !key.endsWith(".command") && !key.startsWith("vault");
            names.append(names.length() == 0 ? "" : ", ").append(plain ? name : key);
        }
        return names.toString();
    }

    private String disable() {
        if (agent.isDisabled()) {
            return done("it was off already");
        }
        agent.disable(true);
        return done("off from the next request on; enable takes that back");
    }

    /** One that was set to off is switched on too: whoever says enable wants it to do something. */
    private String enable() {
        if (agent.isDisabled()) {
            agent.disable(false);
            return done(modeNow() + " from the next request on" + butRestrained());
        }
        if (agent.mode() != Settings.Mode.OFF) {
            // Nothing to switch, but whatever was left alone after faults of ours is helped again.
            agent.disable(false);
            return done("it was on already, " + modeNow());
        }
        return agent.restraint() == null ? set("mode=auto") : refused("it stays off: " + agent.restraint());
    }

    private String leave(boolean another) {
        left = true;
        agent.leave(another);
        return "done\nversion " + Product.VERSION + " is out of this JVM: every class has its own code back\n";
    }

    private String butRestrained() {
        @Nullable String restraint = agent.restraint();
        return restraint == null ? "" : "; but " + modeNow() + " for now: " + restraint;
    }

    private String modeNow() {
        Settings.Mode now = agent.mode();
        return now == null ? "doing nothing" : "mode=" + Settings.spelling(now);
    }

    private String done(String sentence) {
        return "done\n" + sentence + "\n" + agent.status();
    }

    private String refused(String sentence) {
        return "refused\n" + sentence + "\n" + agent.status();
    }
}
