package dev.mcpauthfix.cli.jvm;

import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.runtime.probe.ProbeArguments;
import java.time.Duration;
import java.util.List;

/** A look at a server from within another JVM: with its network, its proxy and its trust store, and nothing changed in it. */
public final class Examination {

    /** For the agent to come, and for a look that ends late. */
    private static final Duration AROUND = Duration.ofSeconds(15);

    /** What an order may be at most, less what is always in it. */
    private static final int ROOM = 900;

    private Examination() {}

    /**
     * Looks once; this takes at most as long as the argument {@code timeout} says, in seconds, and fifteen seconds more.
     *
     * @param jar our jar as the other JVM sees it
     * @param arguments {@code key=value} each, values as they are
     * @return what was seen
     * @throws AttachException where the JVM cannot be reached, its agent knows no such order, or this one is too long
     */
    public static JsonObject in(TargetJvm jvm, String jar, List<String> arguments) throws AttachException {
        List<String> spelt = arguments.stream().map(ProbeArguments::spell).toList();
        if (2 * jar.length() + String.join(",", spelt).length() > ROOM) {
            throw new AttachException(
                    "The URL and the options are too long to be sent to a JVM, which reads a kilobyte with the"
                            + " jar's path in it twice. Expected at most " + ROOM
                            + " bytes: leave options out, or use a jar with a"
                            + " shorter path.");
        }
        Duration limit = ProbeArguments.parse(String.join(",", spelt)).limit().plus(AROUND);
        return seen(jvm.pid(), AgentOrder.send(jvm, jar, AgentOrder.DOCTOR, spelt, limit));
    }

    static JsonObject seen(long pid, AgentOrder.Answer answer) throws AttachException {
        if (answer.outcome() != AgentOrder.Outcome.DONE || answer.status() == null) {
            throw new AttachException("The JVM with the process identifier " + pid + " did not look at the server: "
                    + answer.sentence()
                    + ". An agent of an older version cannot; detach it, or attach this one, and try again.");
        }
        return JsonObject.parse(answer.status())
                .orElseThrow(() -> new AttachException("The JVM with the process identifier " + pid
                        + " answered something else than JSON. Its agent may be of another version; attach this one, and"
                        + " try again."));
    }
}
