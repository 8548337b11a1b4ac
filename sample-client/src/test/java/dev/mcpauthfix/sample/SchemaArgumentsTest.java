package dev.mcpauthfix.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaArgumentsTest {

    static Stream<Arguments> valuesBySchema() {
        return Stream.of(
                Arguments.of(Map.of("type", "string"), "text"),
                Arguments.of(Map.of("type", "integer"), 1),
                Arguments.of(Map.of("type", "number", "minimum", 2.5), 2.5),
                Arguments.of(Map.of("type", "boolean"), true),
                Arguments.of(Map.of("type", "array", "items", Map.of("type", "string")), List.of()),
                Arguments.of(Map.of("type", "array", "minItems", 2, "items", Map.of("type", "integer")), List.of(1, 1)),
                Arguments.of(Map.of("type", List.of("null", "boolean")), true),
                Arguments.of(Map.of("enum", List.of("red", "green")), "red"),
                Arguments.of(Map.of("type", "string", "default", "Ada"), "Ada"),
                Arguments.of(Map.of("const", 7), 7),
                Arguments.of(Map.of("anyOf", List.of(Map.of("type", "integer"), Map.of("type", "string"))), 1),
                Arguments.of(
                        Map.of("properties", Map.of("x", Map.of("type", "integer")), "required", List.of("x")),
                        Map.of("x", 1)),
                Arguments.of(Map.of(), "text"));
    }

    @ParameterizedTest
    @MethodSource("valuesBySchema")
    void givesRequiredMembersTheSimplestAllowedValue(Map<String, Object> property, Object expected) {
        var schema = Map.of("type", "object", "properties", Map.of("p", property), "required", List.of("p"));

        assertThat(SchemaArguments.of(schema)).containsExactly(Map.entry("p", expected));
    }

    @Test
    void leavesOptionalMembersOut() {
        assertThat(SchemaArguments.of(Map.of("type", "object", "properties", Map.of("p", Map.of("type", "string")))))
                .isEmpty();
    }

    @Test
    @SuppressWarnings("deprecation")
    void readsTheOlderTypedSchema() {
        var schema = new McpSchema.JsonSchema(
                "object", Map.of("p", Map.of("type", "boolean")), List.of("p"), null, null, null);

        assertThat(SchemaArguments.of(schema)).containsExactly(Map.entry("p", true));
    }

    @Test
    void givesUpOnDepthInsteadOfOverflowing() {
        Map<String, Object> endless = new HashMap<>();
        endless.put("anyOf", List.of(endless));

        assertThat(SchemaArguments.of(Map.of("properties", Map.of("p", endless), "required", List.of("p"))))
                .containsEntry("p", "text");
    }
}
