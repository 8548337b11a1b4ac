package dev.mcpauthfix.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FindingsJsonTest {

    @Test
    void isOneLineOfTheSchemaThatIsDocumented() {
        String json = FindingsJson.of(
                new AuditText().arm("strict", 6, 1).arm("lenient", 6, 6).findings());
        assertThat(json).doesNotContain("\n");
        JsonObject report = JsonObject.parse(json).orElseThrow();
        assertThat(report.members())
                .containsOnlyKeys(
                        "schema",
                        "input",
                        "from",
                        "to",
                        "jvms",
                        "agents",
                        "settings",
                        "experiments",
                        "servers",
                        "costs",
                        "failures",
                        "false_heals",
                        "limits");
        assertThat(report.number("schema")).isEqualTo(1);
        assertThat(report.string("from")).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(first(report, "experiments"))
                .contains(
                        "name",
                        "unit",
                        "shares_bp",
                        "verdict",
                        "sample_ratio",
                        "arms",
                        "effect",
                        "why_no_effect",
                        "servers",
                        "crossed");
        assertThat(first(report, "servers")).contains("address", "advice", "why", "owners_text", "rungs", "added_wait");
    }

    @Test
    void hasNullWhereThereIsNoValue() {
        assertThat(FindingsJson.of(AuditText.findings(List.of())))
                .contains("\"from\":null", "\"median_ms\":null", "\"experiments\":[]");
    }

    private static Set<String> first(JsonObject report, String name) {
        return report.members().get(name) instanceof List<?> list && list.get(0) instanceof Map<?, ?> members
                ? members.keySet().stream().map(String::valueOf).collect(Collectors.toSet())
                : Set.of();
    }
}
