package dev.mcpauthfix.cli.doctor;

import dev.mcpauthfix.cli.doctor.client.Prediction;
import dev.mcpauthfix.runtime.probe.Survey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a survey comes to. Everything in it is fit to be shown.
 *
 * @param survey what was seen
 * @param verdict in short
 * @param sentence the verdict in one line
 * @param next what to do about it, one line each, the most helpful first
 * @param funnel the steps in order
 * @param clients what each client of the table comes to
 * @param stack the software of the server, null where it was not recognised
 * @param snippets what its owner may copy, the most likely first; empty where there is nothing to mend
 */
public record Diagnosis(
        Survey survey,
        Verdict verdict,
        String sentence,
        List<String> next,
        List<FunnelStep> funnel,
        List<Prediction> clients,
        @Nullable ServerStack stack,
        List<Snippet> snippets) {

    /** How each line of {@code next} begins that is for the server's owner. */
    static final String OWNER = "its owner ";

    /** How the line of {@code next} begins that has the whole reason. */
    static final String IN_FULL = "in full: ";

    /** Of what to do, what the server's owner does, and why. */
    public List<String> forOwner() {
        return next.stream()
                .filter(line -> line.startsWith(OWNER) || line.startsWith(IN_FULL))
                .toList();
    }

    public Diagnosis {
        next = List.copyOf(next);
        funnel = List.copyOf(funnel);
        clients = List.copyOf(clients);
        snippets = List.copyOf(snippets);
    }
}
