package dev.mcpauthfix.shim;

import java.io.File;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.lang.instrument.Instrumentation;
import java.net.URLDecoder;
import java.util.ArrayDeque;

/**
 * What comes by an attach: the first start in this JVM, a newer jar, or an order for what is there.
 *
 * <p>An attach hands back a number and no text, so the answer is left in a system property that whoever attaches can read, named by the
 * identifier that came with the order. Its three parts are lines: {@code done}, {@code refused} or {@code failed}, a sentence for
 * people, and the status as JSON, which may be empty. An order without an identifier is answered on standard error.
 */
final class Attach {

    /** What precedes the identifier of an order in the system property with its answer. */
    static final String ANSWER = "mcpauthfix.answer.";

    /** How many answers are left for those who asked; two may ask at once. */
    private static final int ANSWERS = 4;

    private static final ArrayDeque<String> ANSWERED = new ArrayDeque<String>();

    private static final String DONE = "done";
    private static final String REFUSED = "refused";
    private static final String FAILED = "failed";

    private static final String ACCEPT = "accept";
    private static final String UNREADABLE = "the agent's jar cannot be read; attach one that this JVM can read";

    /** What tells a core that no settings are meant for it. */
    private static final String FOR_ONE_ORDER = "command=doctor";

    private static final String NO_CORE =
            "the agent's core could not be loaded, and the application runs without it; use the jar as it"
                    + " was published, unchanged";

    private final Instrumentation instrumentation;
    private NameGate installed;

    /**
     * Creates one.
     *
     * @param installed what is there, null for nothing
     */
    Attach(NameGate installed, Instrumentation instrumentation) {
        this.installed = installed;
        this.instrumentation = instrumentation;
    }

    /** Does what the argument asks for and answers what is there afterwards, null for nothing. */
    NameGate serve(String arguments) {
        Order order = Order.parse(arguments);
        try {
            serve(order);
        } catch (Throwable fault) {
            answer(order, FAILED, "it failed (" + fault + "); the application runs on", "");
        }
        return installed;
    }

    private void serve(Order order) throws Exception {
        if (order.verb.equals(Order.ATTACH)) {
            attach(order);
        } else if (order.verb.equals(Order.DOCTOR)) {
            examine(order);
        } else if (installed == null) {
            answer(order, REFUSED, "the agent is not in this JVM; attach it first", "");
        } else if (order.verb.equals(Order.DETACH)) {
            detach(order);
        } else if (order.isForTheCore()) {
            String reply = installed.order(order.line());
            answer(order, reply == null ? FAILED + "\n" + NO_CORE + "\n" : reply);
        } else {
            answer(
                    order,
                    REFUSED,
                    "there is no order " + order.verb
                            + "; there are attach, status, set, disable, enable, doctor and detach",
                    "");
        }
    }

    /** Whoever says which jar it is means that one; a plain tool cannot. Null where it cannot be read. */
    private static Release attached(Order order) throws Exception {
        return order.jar == null
                ? Release.newest(Release.readable(CoreLoader.ownJar()))
                : Release.readable(new File(order.jar));
    }

    /** Asks the core that is there, or one that comes for this order alone and goes again: it weaves nothing, and shows nothing of itself. */
    private void examine(Order order) throws Exception {
        Release attached = installed == null ? attached(order) : null;
        if (installed == null && attached == null) {
            answer(order, FAILED, UNREADABLE, "");
            return;
        }
        NameGate gate = installed == null ? gate(attached, FOR_ONE_ORDER) : installed;
        String reply = gate.order(order.line());
        if (installed == null) {
            gate.order("detach");
        }
        answer(order, reply == null ? FAILED + "\n" + NO_CORE + "\n" : reply);
    }

    private void attach(Order order) throws Exception {
        Release attached = attached(order);
        if (attached == null) {
            answer(order, FAILED, UNREADABLE, "");
        } else if (installed != null && accepts(installed.order(ACCEPT))) {
            attachToo(order, attached);
        } else {
            attachFirst(order, attached);
        }
    }

    private void attachFirst(Order order, Release attached) throws Exception {
        NameGate gate = gate(attached, order.settings);
        String reply = gate.order(ACCEPT);
        if (!accepts(reply)) {
            // It is not in this JVM, and shows no status of itself.
            gate.order("detach");
            answer(order, reply == null ? FAILED + "\n" + NO_CORE + "\n" : reply);
            return;
        }
        if (installed != null) {
            // It came with settings that it cannot work by, and has done nothing.
            installed.uninstall();
        }
        gate.start(true);
        reply = gate.order("attached");
        installed = gate;
        if (!accepts(reply)) {
            detachQuietly(gate);
            installed = null;
        }
        answer(order, reply);
    }

    private void attachToo(Order order, Release attached) throws Exception {
        // What runs, and not what is in its file by now.
        String present = installed.version() == null ? sentence(installed.order("version")) : installed.version();
        if (attached.isNewerThan(present)) {
            supersede(order, attached, present);
        } else {
            answer(
                    order,
                    REFUSED,
                    "version " + present
                            + " is active here already, and what was attached is not newer; the command"
                            + " set changes its settings, and detach makes room for an older one",
                    "");
        }
    }

    /** The newer one takes the calls over before the older one lets go of them; where it cannot, the older one goes on. */
    private void supersede(Order order, Release attached, String present) throws Exception {
        NameGate older = installed;
        NameGate newer = gate(attached, join(older.arguments(), order.settings));
        newer.seeToo(older);
        if (!accepts(newer.order(ACCEPT))) {
            leaveTo(older, newer);
            answer(
                    order,
                    REFUSED,
                    "version " + attached.version + " could not start, so version " + present
                            + " goes on; the application's standard error says more",
                    "");
            return;
        }
        // Not what the arguments said at first, but what an operator has made of it since; and what this attach says
        // goes before that.
        String taken = newer.order("resume " + sentence(older.order("state")));
        if (accepts(taken) && order.settings != null) {
            taken = newer.order("set " + order.settings);
        }
        if (!accepts(taken)) {
            leaveTo(older, newer);
            answer(
                    order,
                    REFUSED,
                    "version " + attached.version + " cannot go on with the settings of version " + present
                            + ", which goes on itself: " + sentence(taken),
                    "");
            return;
        }
        older.standAside();
        newer.start(true);
        String reply = newer.order("superseded version " + present);
        if (accepts(reply)) {
            older.order("retire");
            installed = newer;
            answer(order, newer.order("superseded version " + present));
        } else {
            detachQuietly(newer);
            older.start(true);
            older.order("again");
            answer(order, reply);
        }
    }

    /** One that has done nothing yet takes nothing with it but what it shows of itself. */
    private static void leaveTo(NameGate older, NameGate newer) {
        newer.order("retire");
        older.order("status");
    }

    private static void detachQuietly(NameGate gate) {
        gate.order("retire");
        gate.uninstall();
    }

    /** Of two settings of the same name the later holds. */
    private static String join(String before, String after) {
        if (before == null || before.isEmpty()) {
            return after;
        }
        return after == null ? before : before + "," + after;
    }

    private static String sentence(String reply) {
        return reply.split("\n", -1)[1];
    }

    private static boolean accepts(String reply) {
        return reply != null && reply.startsWith(DONE);
    }

    private NameGate gate(Release release, String settings) throws IOException {
        return new NameGate(release.jar, release.version, release.targets(), settings, instrumentation);
    }

    private void detach(Order order) {
        NameGate leaving = installed;
        String reply = leaving.order("detach");
        int left = leaving.uninstall();
        installed = null;
        if (left > 0) {
            answer(
                    order,
                    FAILED,
                    left + " classes could not be given their own code back; what they call does nothing",
                    "");
        } else {
            answer(order, reply == null ? DONE + "\nthe agent is out of this JVM, and had not come up\n" : reply);
        }
    }

    private static void answer(Order order, String outcome, String sentence, String status) {
        answer(order, outcome + "\n" + sentence + "\n" + status);
    }

    private static void answer(Order order, String reply) {
        if (order.id.isEmpty()) {
            // Nobody will look for the answer.
            Agent.say(sentence(reply));
            return;
        }
        System.setProperty(ANSWER + order.id, reply);
        ANSWERED.add(order.id);
        if (ANSWERED.size() > ANSWERS) {
            System.clearProperty(ANSWER + ANSWERED.remove());
        }
    }

    /** What an agent argument asks for: without {@code command=} it is the settings of an attach. */
    static final class Order {

        static final String ATTACH = "attach";
        static final String DETACH = "detach";
        static final String DOCTOR = "doctor";

        private static final String COMMAND = "command=";
        private static final String ANSWER_TO = "answer=";
        private static final String JAR = "jar=";

        /** What is to be done. */
        final String verb;

        /** By which the answer is known, empty where nobody waits for it. */
        final String id;

        /** The jar that came with it as this JVM sees it, null where nobody says. */
        final String jar;

        /** The settings, null for none. */
        final String settings;

        private Order(String verb, String id, String jar, String settings) {
            this.verb = verb;
            this.id = id;
            this.jar = jar;
            this.settings = settings;
        }

        /** Whether it is one that the core answers by itself; the others are between it and the shim. */
        boolean isForTheCore() {
            return verb.equals("status") || verb.equals("set") || verb.equals("disable") || verb.equals("enable");
        }

        static Order parse(String arguments) {
            String verb = ATTACH;
            String id = "";
            String jar = null;
            StringBuilder settings = new StringBuilder();
            for (String part : (arguments == null ? "" : arguments).split("[,;]", -1)) {
                String trimmed = part.trim();
                if (trimmed.startsWith(COMMAND)) {
                    verb = trimmed.substring(COMMAND.length());
                } else if (trimmed.startsWith(ANSWER_TO)) {
                    id = trimmed.substring(ANSWER_TO.length());
                } else if (trimmed.startsWith(JAR)) {
                    jar = decoded(trimmed.substring(JAR.length()));
                } else if (!trimmed.isEmpty()) {
                    settings.append(settings.length() == 0 ? "" : ",").append(trimmed);
                }
            }
            return new Order(verb, id, jar, settings.length() == 0 ? null : settings.toString());
        }

        private static String decoded(String text) {
            try {
                return URLDecoder.decode(text.replace("+", "%2B"), "UTF-8");
            } catch (IllegalArgumentException | UnsupportedEncodingException asItIs) {
                return text;
            }
        }

        /** As the core reads it. */
        String line() {
            return settings == null ? verb : verb + " " + settings;
        }
    }
}
