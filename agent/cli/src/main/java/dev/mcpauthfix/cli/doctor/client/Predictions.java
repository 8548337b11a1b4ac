package dev.mcpauthfix.cli.doctor.client;

import dev.mcpauthfix.cli.doctor.client.Prediction.Step;
import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import dev.mcpauthfix.runtime.probe.Survey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the clients of the table come to at a surveyed server. */
public final class Predictions {

    private Predictions() {}

    /** In the table's order. */
    public static List<Prediction> of(Survey survey) {
        Ending forAll = FirstAnswer.endingForAll(survey);
        boolean moved = survey.of(Purpose.MCP_REQUEST).size() > 1;
        List<Prediction> predictions = new ArrayList<>();
        for (ClientTable.Row row : ClientTable.ROWS) {
            Ending ending = ending(forAll, row.behaviour(), survey);
            predictions.add((moved ? ending.movedTo(survey.mcpRequest().url()) : ending).of(row.reading()));
        }
        return predictions;
    }

    /** Of these, that of the client that goes by the hint alone. */
    public static Prediction strict(List<Prediction> predictions) {
        return predictions.stream()
                .filter(prediction -> prediction.client().id().equals(ClientTable.STRICT))
                .findFirst()
                .orElseThrow();
    }

    /** Of these, those of real clients: neither a reading of the specification nor the agent. */
    public static List<Prediction> others(List<Prediction> predictions) {
        return predictions.stream()
                .filter(prediction ->
                        !ClientTable.isOurs(prediction.client()) && !ClientTable.isReading(prediction.client()))
                .toList();
    }

    private static Ending ending(@Nullable Ending forAll, Behaviour behaviour, Survey survey) {
        if (forAll != null) {
            return forAll;
        }
        if (behaviour instanceof Behaviour.WithoutOAuth client) {
            int status = survey.mcpRequest().status();
            // Its words at any other status are not those of the table.
            String meets = status == 401 ? "its users see \"" + client.error() + "\"" : "fails at the " + status;
            return Ending.fails(Step.CHALLENGE, "does no OAuth: " + meets);
        }
        return behaviour instanceof Traits traits ? ClientLadder.walk(traits, survey) : EngineEnding.of(survey);
    }
}
