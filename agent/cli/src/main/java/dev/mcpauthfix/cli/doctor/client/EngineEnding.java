package dev.mcpauthfix.cli.doctor.client;

import dev.mcpauthfix.cli.doctor.client.AssumedEndpoint.State;
import dev.mcpauthfix.cli.doctor.client.Prediction.Step;
import dev.mcpauthfix.engine.metadata.Rung;
import dev.mcpauthfix.runtime.probe.LadderEnd;
import dev.mcpauthfix.runtime.probe.Survey;

/** Where our own engine ends: it walked the ladder itself, only what follows is told in advance. */
final class EngineEnding {

    private EngineEnding() {}

    static Ending of(Survey survey) {
        LadderEnd end = survey.lenient();
        if (end == null) {
            return Ending.fails(
                    Step.CHALLENGE,
                    "does not take the answer " + survey.mcpRequest().status() + " for a missing token");
        }
        if (end.rung() == null) {
            return Ending.fails(Step.SERVER_METADATA, end.reason());
        }
        String finds = "finds the authorization server at the rung " + end.rung() + " and ";
        if (end.rung() == Rung.DEFAULT_ENDPOINTS) {
            AssumedEndpoint endpoint = AssumedEndpoint.of(survey);
            String assumes = "finds no metadata, assumes " + endpoint.address();
            if (endpoint.state() != State.THERE) {
                return endpoint.without(assumes);
            }
        }
        // A metadata document is there only where a setting names it, which is somebody's help, too.
        Registration registration = Registration.at(survey, end.registers(), false);
        return registration.isPossible()
                ? Ending.connects(finds + registration.words())
                : Ending.needsCredentials(
                        Step.REGISTRATION,
                        finds + registration.words() + ", by the setting "
                                + (end.takesMetadataDocuments() ? "client.id or client.metadata.url" : "client.id"));
    }
}
