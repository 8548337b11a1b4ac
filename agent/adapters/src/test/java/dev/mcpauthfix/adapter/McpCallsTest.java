package dev.mcpauthfix.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.engine.McpTraffic;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpCallsTest {

    private static final String BOTH = "application/json, text/event-stream";

    private final RecordingHost host = new RecordingHost();

    private McpTraffic.@Nullable Shape recognise(String method, Map<String, String> headers) {
        return McpCalls.recognise(host, method, "mcp.example.com", headers::get);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            POST   | application/json, text/event-stream | application/json | -          | STREAMABLE_POST
            GET    | text/event-stream                   | -                | -          | EVENT_STREAM_GET
            DELETE | -                                   | -                | 2025-06-18 | MARKED
            POST   | application/json                    | application/json | 2025-06-18 | MARKED
            """)
    void tellsOfCredentialsOfTheApplicationsOwnInMcpTraffic(
            String method,
            @Nullable String accept,
            @Nullable String contentType,
            @Nullable String version,
            McpTraffic.Shape shape) {
        Map<String, String> headers = headers(accept, contentType, version);
        assertThat(recognise(method, headers)).isEqualTo(shape);
        assertThat(host.ownCredentials).isEmpty();

        headers.put("authorization", "Bearer of the application");
        assertThat(recognise(method, headers)).isNull();
        assertThat(host.ownCredentials).containsExactly("mcp.example.com");
    }

    private static Map<String, String> headers(
            @Nullable String accept, @Nullable String contentType, @Nullable String version) {
        Map<String, String> headers = new HashMap<>();
        if (accept != null) {
            headers.put("accept", accept);
        }
        if (contentType != null) {
            headers.put("content-type", contentType);
        }
        if (version != null) {
            headers.put("mcp-protocol-version", version);
        }
        return headers;
    }

    @Test
    void doesNotTellOfCredentialsInTrafficThatMayBeAnything() {
        Map<String, String> json = Map.of("content-type", "application/json", "authorization", "Bearer x");

        assertThat(recognise("POST", json)).isNull();
        assertThat(recognise("GET", json)).isNull();
        assertThat(recognise("PUT", Map.of("accept", BOTH, "authorization", "Bearer x")))
                .isNull();
        assertThat(host.ownCredentials).isEmpty();
    }

    @Test
    void looksAtNoCredentialsOfOtherTraffic() {
        List<String> asked = new ArrayList<>();
        Function<String, @Nullable String> header = name -> {
            asked.add(name);
            return null;
        };

        assertThat(McpCalls.recognise(host, "GET", "www.example.com", header)).isNull();
        assertThat(asked).doesNotContain("authorization");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            GET,  /.well-known/oauth-protected-resource/mcp,  -,          -,        RESOURCE_METADATA
            GET,  /.well-known/oauth-protected-resource,      -,          -,        RESOURCE_METADATA
            GET,  /.well-known/oauth-protected-resource/mcp,  2025-06-18, -,        RESOURCE_METADATA
            GET,  /.well-known/oauth-protected-resource/mcp,  2025-06-18, Bearer x, -
            GET,  /.well-known/oauth-protected-resources/mcp, -,          -,        -
            GET,  /mcp,                                       2025-06-18, -,        MARKED
            GET,  -,                                          -,          -,        -
            POST, /.well-known/oauth-protected-resource/mcp,  -,          -,        -
            """)
    void tellsASearchForMetadataByItsPathWhereItMayBeHelped(
            String method,
            @Nullable String path,
            @Nullable String version,
            @Nullable String authorization,
            McpTraffic.@Nullable Shape shape) {
        Map<String, String> headers = headers(null, null, version);
        if (authorization != null) {
            headers.put("authorization", authorization);
        }
        host.mayRepair = true;

        assertThat(McpCalls.recognise(host, method, "mcp.example.com", path, headers::get, McpTraffic.BY_FUNCTION))
                .isEqualTo(shape);
    }

    @Test
    void seesNoSearchForMetadataWhereNothingIsRepaired() {
        assertThat(McpCalls.recognise(
                        host,
                        "GET",
                        "mcp.example.com",
                        McpTraffic.RESOURCE_METADATA + "/mcp",
                        name -> null,
                        McpTraffic.BY_FUNCTION))
                .isNull();
    }

    /** It knows no token, and leaves nothing alone. */
    private static final class RecordingHost implements Host {

        private final List<@Nullable String> ownCredentials = new ArrayList<>();
        private boolean mayRepair;

        @Override
        public boolean mayRepair() {
            return mayRepair;
        }

        @Override
        public @Nullable AuthorizationEngine engineIfStarted() {
            return null;
        }

        @Override
        public AuthorizationEngine engine() {
            throw new IllegalStateException("nothing was challenged");
        }

        @Override
        public boolean leavesAlone(URI uri, Function<String, @Nullable String> header) {
            return false;
        }

        @Override
        public void fault(String where, Throwable fault) {
            throw new IllegalStateException(where, fault);
        }

        @Override
        public void sawOwnCredentials(@Nullable String hostName) {
            ownCredentials.add(hostName);
        }
    }
}
