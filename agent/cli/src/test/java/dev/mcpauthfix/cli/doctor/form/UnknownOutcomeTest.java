package dev.mcpauthfix.cli.doctor.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.cli.doctor.Diagnosis;
import dev.mcpauthfix.cli.doctor.client.Prediction;
import dev.mcpauthfix.cli.doctor.client.Prediction.Outcome;
import dev.mcpauthfix.cli.doctor.client.Prediction.Step;
import dev.mcpauthfix.cli.text.Terminal;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client of which nothing can be told is shown as such, and counted for nothing. */
class UnknownOutcomeTest {

    private static final String BECAUSE =
            "asks /x, and what it comes to there cannot be told: the probe did not ask it";

    private final Diagnosis diagnosis = withUnknown(Samples.founding());

    @Test
    void inText() {
        assertThat(DiagnosisText.of(diagnosis, Terminal.plain()).replaceAll("\\s+", " "))
                .contains("? strict 1.0 to 1.2: cannot be told at protected resource metadata: " + BECAUSE);
    }

    @Test
    void inAnIssue() {
        assertThat(IssueText.of(diagnosis))
                .contains("| strict 1.0 to 1.2 | cannot be told | asks `/x`, and what it comes to there")
                .contains("1 of 3 clients; of 1 it cannot be told, as their sources read");
        assertThat(IssueText.of(Samples.founding())).doesNotContain("cannot be told");
    }

    @Test
    void onThePage() throws IOException {
        StringWriter page = new StringWriter();
        DoctorPage.write(diagnosis, page);

        assertThat(page.toString())
                .contains("<b>?</b> cannot be told</span>")
                .contains("2 of 4 clients connect; of 1 it cannot be told. This is");
    }

    @Test
    void inJson() {
        assertThat(DiagnosisJson.of(diagnosis)).contains("\"outcome\":\"unknown\",\"step\":\"resource-metadata\"");
    }

    private static Diagnosis withUnknown(Diagnosis known) {
        List<Prediction> clients = new ArrayList<>(known.clients());
        Prediction first = clients.get(0);
        clients.set(0, new Prediction(first.client(), Outcome.UNKNOWN, Step.RESOURCE_METADATA, BECAUSE));
        return new Diagnosis(
                known.survey(),
                known.verdict(),
                known.sentence(),
                known.next(),
                known.funnel(),
                clients,
                known.stack(),
                known.snippets());
    }
}
