package dev.mcpauthfix.cli.doctor.client;

import static dev.mcpauthfix.cli.doctor.client.Surveyed.ORIGIN;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.refusing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.cli.doctor.client.AssumedEndpoint.State;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssumedEndpointTest {

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 405, 410, 500, 503})
    void isNotThereByItsStatus(int status) {
        assertThat(AssumedEndpoint.isThere(
                        refusing("Bearer").assumed(status, "").survey()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400})
    void mayBeThereByItsStatus(int status) {
        assertThat(AssumedEndpoint.isThere(
                        refusing("Bearer").assumed(status, "a1").survey()))
                .isTrue();
    }

    @Test
    void isNotThereWhereTheSamePageStandsAtAWellKnownAddress() {
        Surveyed surveyed = refusing("Bearer").page(Surveyed.OAUTH_ROOT, "a1").assumed(200, "a1");

        assertThat(AssumedEndpoint.of(surveyed.survey()).state()).isEqualTo(State.NOT_THERE);
    }

    @Test
    void mayBeThereByAPageForPeople() {
        assertThat(of(refusing("Bearer").page(Surveyed.AUTHORIZE, "a1"))).isEqualTo(State.THERE);
    }

    @Test
    void isNotKnownByA2xxThatIsNoPage() {
        assertThat(of(refusing("Bearer").assumed(200, "a1"))).isEqualTo(State.NOT_KNOWN);
    }

    @Test
    void isNotThereWhereAWellKnownAddressHasAPageTooEvenIfEachHasItsNonce() {
        assertThat(of(refusing("Bearer").page(Surveyed.OAUTH_ROOT, "a1").page(Surveyed.AUTHORIZE, "b2")))
                .isEqualTo(State.NOT_THERE);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 406, 429})
    void isNotThereWhereAWellKnownAddressAnswersTheSameStatus(int status) {
        assertThat(of(refusing("Bearer").status(Surveyed.RESOURCE_ROOT, status).assumed(status, "b2")))
                .isEqualTo(State.NOT_THERE);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 406, 429})
    void isNotKnownByAStatusThatTellsNothing(int status) {
        assertThat(of(refusing("Bearer").assumed(status, "b2"))).isEqualTo(State.NOT_KNOWN);
    }

    @Test
    void isNotComparedWithWellKnownAddressesOfAnotherOrigin() {
        assertThat(of(refusing("Bearer").status(Surveyed.ISSUER_OAUTH, 400).assumed(400, "")))
                .isEqualTo(State.THERE);
        assertThat(of(refusing("Bearer").page(Surveyed.ISSUER_OAUTH, "a1").page(Surveyed.AUTHORIZE, "a1")))
                .isEqualTo(State.THERE);
    }

    @Test
    void aRedirectToAnotherOriginIsAWayToALoginUnlessWellKnownAddressesLeadThereToo() {
        Surveyed surveyed =
                refusing("Bearer").refused(Surveyed.AUTHORIZE, elsewhere("https://login.example/sign-in?a=1"));
        assertThat(of(surveyed)).isEqualTo(State.THERE);

        surveyed.refused(
                Surveyed.OAUTH_ROOT, elsewhere("https://login.example/.well-known/oauth-authorization-server"));
        assertThat(of(surveyed)).isEqualTo(State.NOT_KNOWN);

        surveyed.refused(Surveyed.OAUTH_ROOT, elsewhere("https://login.example/sign-in?a=2"));
        assertThat(of(surveyed)).isEqualTo(State.NOT_THERE);
    }

    @Test
    void aRedirectWithinTheOriginIsJudgedByWhereItLeads() {
        String login = ORIGIN + "/login";
        Surveyed surveyed = refusing("Bearer").pageAt(Surveyed.AUTHORIZE, login, "a1");
        assertThat(of(surveyed)).isEqualTo(State.THERE);

        assertThat(of(surveyed.pageAt(Surveyed.OAUTH_ROOT, login, "b2"))).isEqualTo(State.NOT_THERE);
    }

    @Test
    void isNotKnownWhereItRedirectsForEverOrGivesNoAnswer() {
        assertThat(of(refusing("Bearer").refused(Surveyed.AUTHORIZE, "more than 5 redirects")))
                .isEqualTo(State.NOT_KNOWN);
        assertThat(of(refusing("Bearer").noAnswer(Surveyed.AUTHORIZE, Came.UNREACHABLE, "no connection")))
                .isEqualTo(State.NOT_KNOWN);
    }

    @Test
    void isNotThereWhereTheOriginsOwnMetadataNamesAnEndpointElsewhere() {
        assertThat(of(refusing("Bearer").server(Surveyed.OPENID_ROOT, Surveyed.ISSUER)))
                .isEqualTo(State.NOT_THERE);
    }

    private static State of(Surveyed surveyed) {
        return AssumedEndpoint.of(surveyed.survey()).state();
    }

    private static String elsewhere(String address) {
        return "it redirects to another origin, \"" + address + "\"";
    }

    @Test
    void isKnownFromMetadataWhereNobodyAskedIt() {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>(Surveyed.metadata(ORIGIN));
        metadata.put("authorization_endpoint", ORIGIN + "/authorize");
        assertThat(AssumedEndpoint.of(refusing("Bearer")
                                .document(Surveyed.OPENID_ROOT, metadata)
                                .survey())
                        .state())
                .isEqualTo(State.THERE);

        metadata.put("authorization_endpoint", ORIGIN + "/oauth/authorize");
        assertThat(AssumedEndpoint.of(refusing("Bearer")
                                .document(Surveyed.OPENID_ROOT, metadata)
                                .survey())
                        .state())
                .isEqualTo(State.NOT_THERE);
    }

    @Test
    void isNotKnownWhereNothingTellsOfIt() {
        assertThat(AssumedEndpoint.of(refusing("Bearer").survey()).state()).isEqualTo(State.NOT_KNOWN);
    }
}
