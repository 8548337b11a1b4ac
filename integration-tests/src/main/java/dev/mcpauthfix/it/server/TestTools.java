package dev.mcpauthfix.it.server;

import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The two tools that every test server offers. */
final class TestTools {

    private TestTools() {}

    static List<SyncToolSpecification> all() {
        return List.of(
                tool(
                        "add",
                        "Adds two whole numbers",
                        Map.of("a", Map.of("type", "integer"), "b", Map.of("type", "integer")),
                        List.of("a", "b"),
                        arguments -> String.valueOf(number(arguments, "a") + number(arguments, "b"))),
                tool(
                        "greet",
                        "Greets somebody by name",
                        Map.of("name", Map.of("type", "string", "default", "world")),
                        List.of("name"),
                        arguments -> "Hello, " + arguments.get("name") + "!"));
    }

    private static SyncToolSpecification tool(
            String name,
            String description,
            Map<String, Object> properties,
            List<String> required,
            Function<Map<String, Object>, String> answer) {
        McpSchema.Tool tool = McpSchema.Tool.builder(
                        name, Map.of("type", "object", "properties", properties, "required", required))
                .description(description)
                .build();
        return SyncToolSpecification.builder()
                .tool(tool)
                .callHandler((exchange, request) -> McpSchema.CallToolResult.builder()
                        .addTextContent(answer.apply(request.arguments()))
                        .build())
                .build();
    }

    private static long number(Map<String, Object> arguments, String name) {
        return arguments.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
