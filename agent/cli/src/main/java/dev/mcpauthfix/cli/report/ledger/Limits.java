package dev.mcpauthfix.cli.report.ledger;

import dev.mcpauthfix.cli.report.ExperimentFindings;
import dev.mcpauthfix.cli.report.Figures;
import dev.mcpauthfix.cli.report.Input;
import java.util.ArrayList;
import java.util.List;

/** What the figures cannot say. */
final class Limits {

    /**
     * What the limits come from.
     *
     * @param jvmLines lines of JVMs beyond those that are kept
     * @param serverLines lines about servers beyond those that are kept
     * @param experimentLines lines of experiments and units beyond those that are kept
     * @param fresh units that have not had their first 60 seconds when the files end
     */
    record Basis(
            Input input,
            long jvmLines,
            long serverLines,
            long experimentLines,
            long fresh,
            int servers,
            List<ExperimentFindings> experiments) {}

    private final List<String> sentences = new ArrayList<>();

    private Limits() {}

    static List<String> of(Basis basis) {
        Limits limits = new Limits();
        limits.always();
        limits.ofInput(basis.input());
        limits.ofRoom(basis);
        if (!basis.experiments().isEmpty()) {
            limits.ofExperiments(basis);
        }
        return List.copyOf(limits.sentences);
    }

    private void always() {
        sentences.add(
                "The agent reads no bodies: a call went well if its answer to the second sending has a status below 400. That it was"
                        + " \"initialize\" is not seen; it is the first refused call that ended well.");
        sentences.add("Calls that no server refused are not in an audit log, and nothing is said about them.");
        sentences.add(
                "JVMs are told apart by their names: two of one name count as one, and one that changes its name at each start as many.");
    }

    private void ofInput(Input input) {
        addIf(
                input.dropped() > 0,
                Figures.of(input.dropped(), "line")
                        + " could not be written by the agents: the counts are too small, and units may count as not connected that were.");
        long lost = input.torn() + input.tooLong();
        addIf(lost > 0, Figures.of(lost, "line") + " could not be read, and may have been ours.");
        addIf(!input.unreadable().isEmpty(), "Not all files could be read.");
    }

    private void ofRoom(Basis basis) {
        addIf(
                basis.jvmLines() > 0,
                "There are more JVMs than are kept: " + Figures.of(basis.jvmLines(), "line")
                        + " of the others count for their servers, not for JVMs and units.");
        addIf(
                basis.serverLines() > 0,
                "There are more servers than are kept: " + Figures.of(basis.serverLines(), "line")
                        + " of the others count for the costs alone.");
        addIf(
                basis.experimentLines() > 0,
                "There are more experiments or units than are kept: " + Figures.of(basis.experimentLines(), "line")
                        + " of the others are left out.");
    }

    private void ofExperiments(Basis basis) {
        List<ExperimentFindings> experiments = basis.experiments();
        sentences.add(
                "Intervals hold at 95 % each, however often they are looked at; of twenty servers without any effect one may show one.");
        sentences.add(
                "Units in one JVM go well or badly together, which the intervals do not know: trust them as far as there are many JVMs.");
        long crossed =
                experiments.stream().mapToLong(ExperimentFindings::crossed).sum();
        addIf(
                crossed > 0,
                Figures.of(crossed, "unit")
                        + " crossed into the other variant. Each counts with its first one, and with its first 60 seconds.");
        addIf(
                experiments.stream().anyMatch(experiment -> experiment.shares().size() > 1),
                "A share was changed while the experiment ran: units that came before and after may differ in more than the variant.");
        addIf(
                basis.fresh() > 0,
                Figures.of(basis.fresh(), "unit")
                        + " met their server less than 60 seconds before the end of these files, and count as not connected unless they are.");
        addIf(
                experiments.stream().map(ExperimentFindings::name).distinct().count() < experiments.size(),
                "An experiment changed what it assigns; it is judged once for each.");
    }

    private void addIf(boolean holds, String sentence) {
        if (holds) {
            sentences.add(sentence);
        }
    }
}
