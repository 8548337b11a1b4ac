package dev.mcpauthfix.cli.doctor.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.cli.doctor.client.Prediction.Outcome;
import dev.mcpauthfix.cli.doctor.client.Prediction.Step;

/** Says what a client comes to at a survey, in the words of a test. */
final class Predicted {

    private Predicted() {}

    static Prediction of(String client, Surveyed surveyed) {
        return Predictions.of(surveyed.survey()).stream()
                .filter(prediction -> prediction.client().id().equals(client))
                .findFirst()
                .orElseThrow();
    }

    static void connects(Surveyed surveyed, String... clients) {
        for (String client : clients) {
            assertThat(of(client, surveyed))
                    .extracting(Prediction::outcome)
                    .as(client)
                    .isEqualTo(Outcome.CONNECTS);
        }
    }

    /** Fails at this step; the reason must have these words. */
    static void fails(Surveyed surveyed, String client, Step step, String words) {
        ends(of(client, surveyed), Outcome.FAILS, step, words);
    }

    static void needsCredentials(Surveyed surveyed, String client, Step step, String words) {
        ends(of(client, surveyed), Outcome.NEEDS_CREDENTIALS, step, words);
    }

    static void unknown(Surveyed surveyed, String client, Step step, String words) {
        ends(of(client, surveyed), Outcome.UNKNOWN, step, words);
    }

    private static void ends(Prediction prediction, Outcome outcome, Step step, String words) {
        assertThat(prediction.because()).contains(words);
        assertThat(prediction.outcome()).as("%s", prediction).isEqualTo(outcome);
        assertThat(prediction.step()).as("%s", prediction).isEqualTo(step);
    }
}
