package dev.mcpauthfix.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Fault;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.metadata.Rung;
import dev.mcpauthfix.runtime.http.Failing;
import dev.mcpauthfix.runtime.http.Hop;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SurveyJsonTest {

    private static final String URL = "https://tools.example/mcp";

    private static Survey survey() {
        Exchange refused = new Exchange(
                Purpose.MCP_REQUEST,
                "POST",
                URL,
                Came.ANSWER,
                401,
                URL,
                Map.of("www-authenticate", List.of("Bearer error=\"invalid_token\"", "Basic realm=\"a\"")),
                JsonObject.of(Map.<String, @Nullable Object>of("error", "invalid_token")),
                "{\"error\":\"invalid_token\"}",
                "0011",
                "",
                null,
                List.of(new Hop(Hop.Kind.CONNECTION, "connected to 203.0.113.7:443")),
                12);
        Exchange unanswered = new Exchange(
                Purpose.RESOURCE_METADATA,
                "GET",
                "https://tools.example/.well-known/oauth-protected-resource/mcp",
                Came.UNREACHABLE,
                0,
                "https://tools.example/.well-known/oauth-protected-resource/mcp",
                Map.of(),
                null,
                "",
                "",
                "no answer",
                Failing.TIME,
                List.of(),
                10_000);
        return new Survey(
                URL,
                Instant.parse("2026-11-26T15:00:00Z"),
                "a test",
                List.of(refused, unanswered),
                new LadderEnd(
                        Rung.SERVER_METADATA_ORIGIN, null, null, "", URL, "https://tools.example", true, false, 4),
                new LadderEnd(null, Why.NO_HINT, Fault.HINT, "no hint", "", "", false, false, 0),
                10_020);
    }

    @Test
    void comesBackAsItWas() {
        Survey survey = survey();

        String json = JsonObject.of(SurveyJson.members(survey)).toJson();
        Survey back = JsonObject.parse(json).flatMap(SurveyJson::read).orElseThrow();

        assertThat(back)
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(JsonObject.class)
                .isEqualTo(survey);
        assertThat(back.mcpRequest().document()).isNotNull();
        assertThat(back.mcpRequest().document().string("error")).isEqualTo("invalid_token");
    }

    @Test
    void whatAnotherVersionSendsIsNoSurvey() {
        assertThat(JsonObject.parse("{\"mistake\":\"no\"}").flatMap(SurveyJson::read))
                .isEqualTo(Optional.empty());
        Map<String, @Nullable Object> members = new LinkedHashMap<>(SurveyJson.members(survey()));
        members.put("at", "yesterday");
        assertThat(SurveyJson.read(JsonObject.of(members))).isEmpty();
        members.put("at", "2026-11-26T15:00:00Z");
        members.put("strict", Map.of("why", "tired"));
        assertThat(SurveyJson.read(JsonObject.of(members))).isEmpty();
    }
}
