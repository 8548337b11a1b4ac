package dev.mcpauthfix.cli.jvm;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An order to the agent in another JVM, and its answer, which comes back by a system property of that JVM. */
public final class AgentOrder {

    static final String DOCTOR = "doctor";

    private static final String ATTACH = "attach";
    private static final String STATUS = "mcpauthfix.status";
    private static final String ANSWER = "mcpauthfix.answer.";

    /** How an order went. */
    public enum Outcome {
        /** What was asked for holds now. */
        DONE,
        /** Nothing was changed. */
        REFUSED,
        /** Something went wrong on the way. */
        FAILED
    }

    /**
     * What the JVM answered.
     *
     * @param sentence for people
     * @param status the agent's status as a JSON object, null where there is none
     * @param warned whether the JVM has printed a warning of its own to its standard error
     */
    public record Answer(
            Outcome outcome, String sentence, @Nullable String status, boolean warned) {}

    private AgentOrder() {}

    /** The agent's status as a JSON object, without loading anything; null where no agent shows any. */
    public static @Nullable String status(TargetJvm jvm) throws AttachException {
        return jvm.attachment().properties().get(STATUS);
    }

    /**
     * Sends an order.
     *
     * @param jar our jar as the other JVM sees it
     * @param verb what is to be done
     * @param settings what goes with it, as in an agent argument
     */
    public static Answer send(TargetJvm jvm, String jar, String verb, List<String> settings) throws AttachException {
        return send(jvm, jar, verb, settings, SocketAttachment.LIMIT);
    }

    /** Sends one that may take so long. */
    static Answer send(TargetJvm jvm, String jar, String verb, List<String> settings, Duration limit)
            throws AttachException {
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        String id = HexFormat.of().formatHex(random);
        StringBuilder arguments = new StringBuilder("command=" + verb + ",answer=" + id);
        if (verb.equals(ATTACH) || verb.equals(DOCTOR)) {
            arguments
                    .append(",jar=")
                    .append(URLEncoder.encode(jar, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        // What separates settings in an agent argument may stand in a value here: nobody writes %2C on a command line.
        settings.forEach(setting ->
                arguments.append(',').append(setting.replace(",", "%2C").replace(";", "%3B")));
        Attachment attachment = jvm.attachment();
        attachment.load(jar, arguments.toString(), limit);
        Map<String, String> properties = attachment.properties();
        return answer(properties.getOrDefault(ANSWER + id, ""), jvm.warnsOfAgents(properties));
    }

    private static Answer answer(String text, boolean warned) throws AttachException {
        String[] lines = text.split("\n", 3);
        if (lines.length < 2) {
            throw new AttachException(
                    "The JVM took the agent and left no answer. It may have an agent of a version that knows no"
                            + " orders; its standard error says what happened.");
        }
        Outcome outcome =
                lines[0].equals("done") ? Outcome.DONE : lines[0].equals("refused") ? Outcome.REFUSED : Outcome.FAILED;
        return new Answer(outcome, lines[1], lines.length < 3 || lines[2].isEmpty() ? null : lines[2], warned);
    }
}
