package dev.mcpauthfix.cli.doctor.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.cli.doctor.Verdict;
import dev.mcpauthfix.cli.doctor.client.Behaviour.WithoutOAuth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/troubleshooting.md} leads from what users see to what the doctor says. */
class TroubleshootingPageTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "troubleshooting.md");

    /** A verdict with its exit code in brackets. */
    private static final Pattern VERDICT = Pattern.compile("`([a-z-]+)` \\(([0-9]+)\\)");

    static Stream<String> errorsOfTheClientTable() {
        return ClientTable.ROWS.stream()
                .map(ClientTable.Row::behaviour)
                .filter(WithoutOAuth.class::isInstance)
                .map(behaviour -> ((WithoutOAuth) behaviour).error());
    }

    @ParameterizedTest
    @MethodSource("errorsOfTheClientTable")
    void anErrorOfTheClientTableLeadsToAVerdict(String error) throws IOException {
        assertThat(rowsOf(error)).isNotEmpty().allSatisfy(row -> assertThat(row).containsPattern(VERDICT));
    }

    /** As users paste them, of every client that was run or read without the agent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Failed to send message: DummyEvent[responseInfo=jdk.internal.net.http.ResponseInfoImpl@...]",
                "AggregateResponseEvent[...]",
                "McpHttpClientTransportAuthorizationException: Authorization error when sending message",
                "TimeoutException: Did not observe any item or terminal signal within ...ms in 'map'",
                "Failed to connect to SSE stream: 401",
                "Invalid SSE response. Status code: 401",
                "Failed to connect to SSE stream. Unexpected status code: 401",
                "Sending request failed, 401 Unauthorized from POST ...",
                "Fatal SSE error, not retrying: 401 Unauthorized from GET ...",
                "Type definition error: ... ServerSentEvent",
                "Factory method 'mcpSyncClients' threw exception with message: Client failed to initialize by explicit API call",
                "McpError: Failed to wait for the message endpoint",
                "Could not find protected resource metadata",
                "Unexpected status code: 401",
                "The server returned: Unauthorized",
                "CheckFailedException: Unexpected HTTP response status code 401",
                "Authentication required: HTTP 401",
                "Streamable HTTP error: ...",
                "Expected status code 200 but was 401",
                "McpToolLoadingException: Failed to load tools after multiple retries due to unexpected error.",
                "Error code: 401, message: ..."
            })
    void anErrorThatUsersPasteLeadsToAVerdict(String error) throws IOException {
        assertThat(rowsOf(error)).isNotEmpty().allSatisfy(row -> assertThat(row).containsPattern(VERDICT));
    }

    @Test
    void everyRowOfTheFirstTableLeadsToAVerdict() throws IOException {
        assertThat(firstTable())
                .hasSizeGreaterThan(15)
                .allSatisfy(row -> assertThat(row).containsPattern(VERDICT));
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void everyVerdictHasItsExitCodeAndWhatToDo(Verdict verdict) throws IOException {
        assertThat(Files.readAllLines(PAGE))
                .filteredOn(line -> line.startsWith("| `" + verdict + "` | " + verdict.exitCode() + " | "))
                .hasSize(1);
    }

    @Test
    void noVerdictHasAnotherExitCode() throws IOException {
        List<String> known = Arrays.stream(Verdict.values())
                .map(verdict -> "`" + verdict + "` (" + verdict.exitCode() + ")")
                .toList();

        assertThat(VERDICT.matcher(Files.readString(PAGE)).results().map(MatchResult::group))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    /** It comes first on the page. */
    private static List<String> firstTable() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("|---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static List<String> rowsOf(String error) throws IOException {
        return firstTable().stream().filter(row -> row.contains(error)).toList();
    }
}
