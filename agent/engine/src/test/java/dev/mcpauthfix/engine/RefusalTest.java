package dev.mcpauthfix.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

    private static McpRequest request(String uri, McpTraffic.Shape shape) {
        return new McpRequest("POST", URI.create(uri), shape, null, null, 0, NetworkPath.DEFAULT);
    }

    private static boolean wantsToken(String uri, int status, String challenge) {
        return Refusal.wantsToken(
                request(uri, McpTraffic.Shape.STREAMABLE_POST), new ChallengeResponse(status, List.of(challenge)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://mcp.example.com/mcp | 401 | Bearer                            | true
            https://mcp.example.com/mcp | 401 | Basic realm="x"                   | true
            http://localhost:8080/mcp   | 401 | Bearer                            | true
            https://mcp.example.com/mcp | 403 | Bearer error="insufficient_scope" | true
            https://mcp.example.com/mcp | 403 | Bearer error="invalid_token"      | true
            https://mcp.example.com/mcp | 403 | Basic realm="x"                   | false
            http://mcp.example.com/mcp  | 401 | Bearer                            | false
            http://mcp_server/mcp       | 401 | Bearer                            | false
            """)
    void wantsATokenWhereTheEngineWouldDoSomethingAboutIt(String uri, int status, String challenge, boolean wanted) {
        assertThat(wantsToken(uri, status, challenge)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @EnumSource(McpTraffic.Shape.class)
    void wantsNoneForWhatMayBeAnything(McpTraffic.Shape shape) {
        assertThat(Refusal.wantsToken(
                        request("https://mcp.example.com/mcp", shape), new ChallengeResponse(401, List.of("Bearer"))))
                .isNotEqualTo(shape.isUnmarked());
    }

    @Test
    void carriesAHintWhereAnyOfItsChallengesDoes() {
        assertThat(Refusal.carriesHint(new ChallengeResponse(
                        401,
                        List.of(
                                "Basic realm=\"x\"",
                                "Bearer error=\"invalid_token\", resource_metadata=\"https://mcp.example.com/prm\""))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer", "Bearer resource_metadata=\"\"", "Basic resource_metadata=\"https://a\"", "", "\"", "="
            })
    void carriesNoneWhereItSaysNothing(String challenge) {
        assertThat(Refusal.carriesHint(new ChallengeResponse(401, List.of(challenge))))
                .isFalse();
        assertThat(Refusal.carriesHint(new ChallengeResponse(401, List.of()))).isFalse();
    }
}
