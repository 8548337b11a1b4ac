package dev.mcpauthfix.sample;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes plausible arguments for a tool from its JSON schema: the required members, each with the simplest value allowed. */
final class SchemaArguments {

    private static final int DEEPEST = 8;

    private SchemaArguments() {}

    /**
     * Makes arguments.
     *
     * @param inputSchema a map in the newer SDKs, a {@link McpSchema.JsonSchema} in the older; null for a tool without arguments
     */
    @SuppressWarnings("deprecation")
    static Map<String, Object> of(@Nullable Object inputSchema) {
        if (inputSchema instanceof McpSchema.JsonSchema typed) {
            return members(typed.properties(), typed.required(), 0);
        }
        return inputSchema instanceof Map<?, ?> schema
                ? members(schema.get("properties"), schema.get("required"), 0)
                : Map.of();
    }

    private static Map<String, Object> members(@Nullable Object properties, @Nullable Object required, int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (properties instanceof Map<?, ?> schemas && required instanceof List<?> names && depth < DEEPEST) {
            for (Object name : names) {
                members.put(name.toString(), value(schemas.get(name), depth + 1));
            }
        }
        return members;
    }

    private static Object value(@Nullable Object property, int depth) {
        if (!(property instanceof Map<?, ?> schema)) {
            return "text";
        }
        for (String fixed : List.of("const", "default")) {
            if (schema.get(fixed) != null) {
                return schema.get(fixed);
            }
        }
        for (String listed : List.of("enum", "examples")) {
            if (schema.get(listed) instanceof List<?> values && !values.isEmpty()) {
                return values.get(0);
            }
        }
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.get(choice) instanceof List<?> choices && !choices.isEmpty() && depth < DEEPEST) {
                return value(choices.get(0), depth + 1);
            }
        }
        return ofType(type(schema), schema, depth);
    }

    private static Object ofType(String type, Map<?, ?> schema, int depth) {
        return switch (type) {
            case "integer", "number" -> schema.get("minimum") instanceof Number least ? least : (Object) 1;
            case "boolean" -> true;
            case "array" ->
                schema.get("minItems") instanceof Number least && least.intValue() > 0 && depth < DEEPEST
                        ? Collections.nCopies(least.intValue(), value(schema.get("items"), depth + 1))
                        : List.of();
            case "object" -> members(schema.get("properties"), schema.get("required"), depth);
            default -> "text";
        };
    }

    /** The declared type, the first that is not null where there are several; an object where only properties are given. */
    private static String type(Map<?, ?> schema) {
        Object type = schema.get("type");
        if (type instanceof List<?> types) {
            for (Object one : types) {
                if (!"null".equals(one)) {
                    return one.toString();
                }
            }
        }
        return type instanceof String name ? name : schema.containsKey("properties") ? "object" : "string";
    }
}
