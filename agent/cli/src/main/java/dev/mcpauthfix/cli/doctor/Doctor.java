package dev.mcpauthfix.cli.doctor;

import dev.mcpauthfix.cli.doctor.client.Prediction;
import dev.mcpauthfix.cli.doctor.client.Predictions;
import dev.mcpauthfix.runtime.probe.Survey;
import java.util.List;

/** Comes from what was seen to what it means. */
public final class Doctor {

    private Doctor() {}

    /** Judges a survey; the same survey always comes to the same. */
    public static Diagnosis diagnose(Survey survey) {
        List<Prediction> clients = Predictions.of(survey);
        Clues clues = new Clues(survey, clients);
        Judgement judgement = Judge.judge(clues);
        ServerStack stack = ServerStacks.recognise(clues);
        return new Diagnosis(
                survey,
                judgement.verdict(),
                judgement.sentence(),
                judgement.next(),
                Funnel.of(clues),
                clients,
                stack,
                Snippets.of(clues, judgement.verdict(), stack));
    }
}
