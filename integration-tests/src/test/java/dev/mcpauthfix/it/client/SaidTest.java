package dev.mcpauthfix.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaidTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "✓ Connected, 2 tools| ✓ Connected, 2 tools",
                "✓ Connected to notes 1.0 (MCP 2025-11-25)\\n  tool   add\\n  tool   greet| ✓ Connected, 2 tools",
                "✗ Failed to connect: A: b\\n  cause: C: d ← E: f| ✗ A: b caused by C: d caused by E: f",
                "a library's own line\\n✗ A: POST http://127.0.0.1:1/mcp| ✗ A: POST {mcp}",
                "✗ A: Info@6fbe203, data| ✗ A: Info@{hash}, data",
                "no outcome| no outcome",
            })
    void tellsOnlyTheOutcome(String stdout, String said) {
        assertThat(Said.in(stdout.replace("\\n", "\n"), "http://127.0.0.1:1/mcp"))
                .isEqualTo(said);
    }
}
