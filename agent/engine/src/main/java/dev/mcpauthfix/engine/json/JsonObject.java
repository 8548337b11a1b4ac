package dev.mcpauthfix.engine.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object (RFC 8259, section 4) read with tolerance: a member of an unexpected type is absent, not an error, because one
 * odd member that nobody needs must not make a whole document useless.
 *
 * <p>Depth and size are bounded (attack S12). Values are String, Long or Double, Boolean, null, {@code List} or {@code Map}.
 */
public final class JsonObject {

    /** The end of the year 9999: {@code Instant} takes more, and fails beyond that. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(256 * 1024)
                    .maxNumberLength(64)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // Kept buffers would stay with whichever thread of the application reads JSON here, and hold this class
            // after a detach.
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private final Map<String, @Nullable Object> members;

    private JsonObject(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /** Reads a text that is one JSON object; empty for anything else. The last of duplicate names counts. */
    public static Optional<JsonObject> parse(String text) {
        String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Map<String, @Nullable Object> members = object(parser);
            return parser.nextToken() == null ? Optional.of(new JsonObject(members)) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    /** Makes an object of these members, in their order. */
    public static JsonObject of(Map<String, @Nullable Object> members) {
        return new JsonObject(new LinkedHashMap<>(members));
    }

    /** Whether there is a member of this name, null or not. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** A non-empty string member, null where absent or of another type. */
    public @Nullable String string(String name) {
        return members.get(name) instanceof String text && !text.isEmpty() ? text : null;
    }

    /** A string list; a single string counts as a list of one, other elements are left out; null where absent. */
    public @Nullable List<String> strings(String name) {
        Object value = members.get(name);
        if (value instanceof String text) {
            return List.of(text);
        }
        if (!(value instanceof List<?> list)) {
            return null;
        }
        List<String> strings = new ArrayList<>();
        for (Object element : list) {
            if (element instanceof String text) {
                strings.add(text);
            }
        }
        return List.copyOf(strings);
    }

    /** A whole number, also when it came as a string of digits; null where absent or of another type. */
    public @Nullable Long number(String name) {
        Object value = members.get(name);
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value instanceof String text && text.matches("-?[0-9]{1,18}")) {
            return Long.valueOf(text);
        }
        return null;
    }

    /** A moment in whole seconds since 1970, never beyond the year 9999; null where absent or of another type. */
    public @Nullable Instant instant(String name) {
        Long seconds = number(name);
        return seconds == null ? null : Instant.ofEpochSecond(Math.max(0, Math.min(seconds, LAST_SECOND)));
    }

    /** Whether a member is true, also when it came as the string "true". */
    public boolean isTrue(String name) {
        Object value = members.get(name);
        return Boolean.TRUE.equals(value) || "true".equals(value);
    }

    /** An object member, empty where absent or of another type. */
    @SuppressWarnings("unchecked")
    public Optional<JsonObject> object(String name) {
        return members.get(name) instanceof Map<?, ?> map
                ? Optional.of(new JsonObject((Map<String, @Nullable Object>) map))
                : Optional.empty();
    }

    /** All members, for merging. */
    public Map<String, @Nullable Object> members() {
        return new LinkedHashMap<>(members);
    }

    /** The JSON text. It may hold secrets, which is why it is not {@link #toString}. */
    public String toJson() {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            write(generator, members);
        } catch (IOException impossible) {
            throw new IllegalStateException("a StringWriter does not fail", impossible);
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return "JsonObject" + members.keySet();
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getText().length() <= 18 ? (Object) parser.getLongValue() : parser.getText();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static List<@Nullable Object> list(JsonParser parser) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }

    private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                generator.writeFieldName(String.valueOf(member.getKey()));
                write(generator, member.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            for (Object element : list) {
                write(generator, element);
            }
            generator.writeEndArray();
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Double number) {
            generator.writeNumber(number);
        } else if (value instanceof Number number) {
            generator.writeNumber(number.longValue());
        } else if (value == null) {
            generator.writeNull();
        } else {
            generator.writeString(value.toString());
        }
    }
}
