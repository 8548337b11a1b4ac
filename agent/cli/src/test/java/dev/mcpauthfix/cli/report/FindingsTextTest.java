package dev.mcpauthfix.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTextTest {

    private static final String HOSTILE = "\u001b]0;owned\u0007\r\n\u0085\u202e<b>\u2028";

    @Test
    void letsNoTextOfAFileActOnTheTerminal() {
        String text = FindingsText.of(everythingNamed(HOSTILE).findings());
        assertThat(text.chars().filter(c -> c != '\n')).allMatch(c -> c >= ' ' && c <= '~');
        assertThat(text).contains("]0;owned<b>");
    }

    @Test
    void keepsWithinAHundredColumnsUnlessAnAddressIsLonger() {
        AuditText text = everythingNamed("https://mcp.a-rather-long-name.example.test/v2/mcp/transport");
        text.unit("jvm").arm("strict", 12, 1).arm("lenient", 12, 11);
        assertThat(FindingsText.of(text.findings()).lines())
                .filteredOn(line -> !line.contains("resource_metadata=\"")
                        && !line.contains("MCP server ")
                        && !line.contains("curl -si")
                        && !line.contains("GET https://"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void hasASectionForEachOfTheFindings() {
        assertThat(FindingsText.of(everythingNamed("x").findings()))
                .contains(
                        "WHAT WAS READ",
                        "EXPERIMENT x: strict against lenient by jvm+server",
                        "SERVERS",
                        "WHICH STEP OF THE LADDER HEALED WHICH SERVER",
                        "COSTS",
                        "FAILURES",
                        "FALSE HEALS",
                        "TO SEND TO THE OWNERS",
                        "WHAT THIS CANNOT SAY");
    }

    @Test
    void saysSoWhereThereIsNothing() {
        assertThat(FindingsText.of(AuditText.findings(List.of()))).contains("None refused a call.");
    }

    private static AuditText everythingNamed(String name) {
        return new AuditText()
                .line(
                        1,
                        "challenge",
                        name,
                        name,
                        "decision",
                        "pass-through",
                        "failure",
                        name,
                        "reason",
                        name,
                        "agent",
                        name,
                        "settings",
                        name,
                        "flag_key",
                        name,
                        "variant",
                        "lenient",
                        "evaluation",
                        "SPLIT",
                        "share_bp",
                        5000L,
                        "unit",
                        "jvm+server")
                .line(2, "observation", name, name, "decision", "broken", "reason", name, "missing", name, "rung", name)
                .line(3, "retry", name, name, "decision", "answered", "status_after", 401L)
                .line(4, "experiment", name, null, "decision", "stopped", "reason", name, "flag_key", name);
    }
}
