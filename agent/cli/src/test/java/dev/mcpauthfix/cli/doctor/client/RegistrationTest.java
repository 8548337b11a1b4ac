package dev.mcpauthfix.cli.doctor.client;

import static dev.mcpauthfix.cli.doctor.client.Predicted.connects;
import static dev.mcpauthfix.cli.doctor.client.Predicted.needsCredentials;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.healthy;

import dev.mcpauthfix.cli.doctor.client.Prediction.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405})
    void aRefusalOverridesWhatMetadataSays(int status) {
        needsCredentials(healthy().registration(status), "typescript", Step.REGISTRATION, "refuses to register");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 429, 500, 503})
    void anyOtherAnswerIsNoRefusal(int status) {
        connects(healthy().registration(status), "typescript");
    }

    @Test
    void noAnswerIsNoRefusal() {
        connects(healthy().registrationWithoutAnswer(), "typescript");
    }
}
