package dev.mcpauthfix.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Stopped;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.metadata.Rung;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RepairerTest {

    private static final String ADDRESS = "https://mcp.example/.well-known/oauth-protected-resource/mcp";
    private static final String HINTED = "Bearer resource_metadata=\"" + ADDRESS + "\", error=\"invalid_token\"";

    private final EngineScenario scenario = new EngineScenario();

    @AfterEach
    void nobodyAskedForAToken() {
        assertThat(scenario.http.requests()).isEmpty();
        assertThat(scenario.engine().authorize(EngineScenario.mcp())).isEmpty();
    }

    private Decision repair(String... wwwAuthenticate) {
        return scenario.engine()
                .repair(EngineScenario.mcp(), new ChallengeResponse(401, List.of(wwwAuthenticate)))
                .toCompletableFuture()
                .join();
    }

    private Optional<String> metadata(String address) {
        return scenario.engine()
                .resourceMetadata(EngineScenario.request("GET", address, McpTraffic.Shape.RESOURCE_METADATA))
                .toCompletableFuture()
                .join();
    }

    private String reason() {
        return ((Decision.PassThrough) repair(EngineScenario.BEARER)).reason();
    }

    @Test
    void addsTheHintAndHasTheDocumentForIt() {
        assertThat(repair(EngineScenario.BEARER)).isEqualTo(new Decision.Repair(List.of(HINTED)));

        JsonObject document = JsonObject.parse(metadata(ADDRESS).orElseThrow()).orElseThrow();
        assertThat(document.string("resource")).isEqualTo(Servers.MCP.toString());
        assertThat(document.strings("authorization_servers"))
                .containsExactly(scenario.server.build().issuer());
        assertThat(scenario.discoveries).isEqualTo(1);
    }

    @Test
    void hasTheDocumentForAnApplicationThatLooksBeforeItIsRefused() {
        assertThat(metadata(ADDRESS)).isPresent();
    }

    @Test
    void leavesAGoodHintThoughItIsNotNeededForTheDocument() {
        assertThat(metadata(ADDRESS)).isPresent();
        scenario.rung = Rung.HINT;

        assertThat(repair("Bearer resource_metadata=\"https://mcp.example/elsewhere\""))
                .isInstanceOf(Decision.PassThrough.class);
        assertThat(metadata(ADDRESS)).isPresent();
    }

    @Test
    void hasNoDocumentForAnotherAddress() {
        repair(EngineScenario.BEARER);

        assertThat(metadata("https://mcp.example/.well-known/oauth-protected-resource/mcp?x=1"))
                .isEmpty();
        assertThat(metadata("https://mcp.example/.well-known/openid-configuration"))
                .isEmpty();
    }

    @Test
    void leadsToTheServersOwnDocumentWhereThereIsOne() {
        scenario.rung = Rung.RESOURCE_METADATA_ROOT;
        scenario.document = URI.create("https://mcp.example/.well-known/oauth-protected-resource");

        assertThat(repair(EngineScenario.BEARER).toString())
                .contains(scenario.document + "\\\", error".replace("\\", ""));
        assertThat(metadata(ADDRESS)).isEmpty();
    }

    @Test
    void leavesAChallengeThatNeedsNothing() {
        scenario.rung = Rung.HINT;
        scenario.document = URI.create(ADDRESS);

        assertThat(reason()).isEqualTo("the challenge says by itself where the metadata is");
    }

    @Test
    void leavesAServerWhoseAuthorizationServerSuchAClientWouldNotFind() {
        scenario.hidden = "tried nothing";
        assertThat(reason()).contains("would not find the authorization server: tried nothing", "mode=heal can");

        scenario.clock.advance(Duration.ofHours(1));
        scenario.rung = Rung.DEFAULT_ENDPOINTS;
        assertThat(reason()).contains("no authorization server metadata");
    }

    @Test
    void leavesAServerWithoutOAuthAndTellsItOnce() {
        scenario.stopped = new Stopped(Why.NOT_OAUTH, "because", 4);

        assertThat(reason()).isEqualTo("because");
        assertThat(reason()).isEqualTo("because");
        assertThat(metadata(ADDRESS)).isEmpty();
        assertThat(scenario.discoveries).isEqualTo(1);
        assertThat(scenario.logger.lines())
                .filteredOn(line -> line.contains("because"))
                .hasSize(1);
    }
}
