package dev.mcpauthfix.runtime.probe;

import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Fault;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.metadata.Rung;
import dev.mcpauthfix.runtime.http.Failing;
import dev.mcpauthfix.runtime.http.Hop;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A survey as JSON, for programs, and for its way from one JVM to another. */
public final class SurveyJson {

    private SurveyJson() {}

    /** The members of a survey. */
    public static Map<String, @Nullable Object> members(Survey survey) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("url", survey.url());
        members.put("at", survey.at().toString());
        members.put("place", survey.place());
        members.put("millis", survey.millis());
        members.put("lenient", survey.lenient() == null ? null : members(survey.lenient()));
        members.put("strict", survey.strict() == null ? null : members(survey.strict()));
        members.put(
                "exchanges",
                survey.exchanges().stream().map(SurveyJson::members).toList());
        return members;
    }

    private static Map<String, @Nullable Object> members(LadderEnd end) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("rung", end.rung() == null ? null : end.rung().toString());
        members.put("why", end.why() == null ? null : spelling(end.why()));
        members.put("fault", end.fault() == null ? null : spelling(end.fault()));
        members.put("reason", end.reason());
        members.put("resource", end.resource());
        members.put("issuer", end.issuer());
        members.put("registers", end.registers());
        members.put("takes_metadata_documents", end.takesMetadataDocuments());
        members.put("requests", end.requests());
        return members;
    }

    private static Map<String, @Nullable Object> members(Exchange exchange) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("purpose", exchange.purpose().toString());
        members.put("method", exchange.method());
        members.put("url", exchange.url());
        members.put("came", exchange.came().toString());
        members.put("status", exchange.status());
        members.put("answered_by", exchange.answeredBy());
        members.put("headers", exchange.headers());
        members.put(
                "document",
                exchange.document() == null ? null : exchange.document().members());
        members.put("excerpt", exchange.excerpt());
        members.put("digest", exchange.digest());
        members.put("reason", exchange.reason());
        members.put("failing", exchange.failing() == null ? null : spelling(exchange.failing()));
        List<Object> hops = new ArrayList<>();
        exchange.hops().forEach(hop -> hops.add(Map.of("kind", spelling(hop.kind()), "words", hop.words())));
        members.put("hops", hops);
        members.put("millis", exchange.millis());
        return members;
    }

    /** Reads what {@link #members} made; empty for anything else, as another version of the agent may send. */
    public static Optional<Survey> read(JsonObject json) {
        try {
            List<Exchange> exchanges = objects(json, "exchanges").stream()
                    .map(SurveyJson::exchange)
                    .toList();
            Survey survey = new Survey(
                    text(json, "url"),
                    Instant.parse(text(json, "at")),
                    text(json, "place"),
                    exchanges,
                    json.object("lenient").map(SurveyJson::ladderEnd).orElse(null),
                    json.object("strict").map(SurveyJson::ladderEnd).orElse(null),
                    number(json, "millis"));
            return exchanges.isEmpty() || survey.url().isEmpty() ? Optional.empty() : Optional.of(survey);
        } catch (IllegalArgumentException | DateTimeException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    private static LadderEnd ladderEnd(JsonObject json) {
        return new LadderEnd(
                Rung.named(json.string("rung")),
                constant(Why.class, json.string("why")),
                constant(Fault.class, json.string("fault")),
                text(json, "reason"),
                text(json, "resource"),
                text(json, "issuer"),
                json.isTrue("registers"),
                json.isTrue("takes_metadata_documents"),
                (int) number(json, "requests"));
    }

    private static Exchange exchange(JsonObject json) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        json.object("headers")
                .ifPresent(lines -> lines.members()
                        .keySet()
                        .forEach(
                                name -> headers.put(name, Objects.requireNonNullElse(lines.strings(name), List.of()))));
        List<Hop> hops = new ArrayList<>();
        for (JsonObject hop : objects(json, "hops")) {
            Hop.Kind kind = constant(Hop.Kind.class, hop.string("kind"));
            if (kind != null) {
                hops.add(new Hop(kind, text(hop, "words")));
            }
        }
        return new Exchange(
                Objects.requireNonNullElse(constant(Purpose.class, json.string("purpose")), Purpose.MCP_REQUEST),
                text(json, "method"),
                text(json, "url"),
                Objects.requireNonNullElse(constant(Came.class, json.string("came")), Came.NOT_ASKED),
                (int) number(json, "status"),
                text(json, "answered_by"),
                headers,
                json.object("document").orElse(null),
                text(json, "excerpt"),
                text(json, "digest"),
                text(json, "reason"),
                constant(Failing.class, json.string("failing")),
                hops,
                number(json, "millis"));
    }

    @SuppressWarnings("unchecked") // JSON has no other keys
    private static List<JsonObject> objects(JsonObject json, String name) {
        List<JsonObject> objects = new ArrayList<>();
        if (json.members().get(name) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> map) {
                    objects.add(JsonObject.of((Map<String, @Nullable Object>) map));
                }
            }
        }
        return objects;
    }

    private static String text(JsonObject json, String name) {
        return Objects.requireNonNullElse(json.string(name), "");
    }

    private static long number(JsonObject json, String name) {
        return Objects.requireNonNullElse(json.number(name), 0L);
    }

    private static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String spelling) {
        return spelling == null
                ? null
                : Enum.valueOf(type, spelling.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
