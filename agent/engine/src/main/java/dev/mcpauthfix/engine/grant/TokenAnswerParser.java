package dev.mcpauthfix.engine.grant;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.port.HttpFetcher;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a token endpoint's answer with the tolerance that real servers need (quirks 26 to 31). */
final class TokenAnswerParser {

    private static final long LONGEST_LIFETIME_SECONDS = 10L * 365 * 24 * 3600;

    private final URI endpoint;
    private final @Nullable String resource;
    private final Collection<Secret> sent;

    /**
     * @param resource the resource indicator that was sent, null where none was
     * @param sent what we sent and must never show, even where the server's words repeat it
     */
    TokenAnswerParser(URI endpoint, @Nullable String resource, Collection<Secret> sent) {
        this.endpoint = endpoint;
        this.resource = resource;
        this.sent = sent;
    }

    TokenAnswer parse(HttpFetcher.Answer answer) {
        if (answer.status() >= 500 || answer.status() == 429) {
            return new TokenAnswer.Unavailable(
                    says("answered " + answer.status()) + "; try again later", answer.status() >= 500);
        }
        Optional<JsonObject> body = body(answer);
        if (body.isEmpty()) {
            // The text itself is not shown: it may hold a token in a form that we do not know.
            return new TokenAnswer.Rejected(
                    "", says("answered " + answer.status() + " with neither JSON nor a form (RFC 6749, section 5)"));
        }
        JsonObject members = body.get();
        String error = error(members);
        if (error != null) {
            return rejected(answer.status(), error, members.string("error_description"));
        }
        if (answer.status() >= 300) {
            return new TokenAnswer.Rejected("", says("answered " + answer.status() + " without an error code"));
        }
        // Slack nests the person's token (quirk 28).
        JsonObject grant = members.string("access_token") == null
                ? members.object("authed_user").orElse(members)
                : members;
        return issued(grant);
    }

    private TokenAnswer issued(JsonObject grant) {
        String accessToken = grant.string("access_token");
        if (accessToken == null) {
            return new TokenAnswer.Rejected("", says("gave no access_token"));
        }
        if (!Secret.of(accessToken).isFitForAHeader()) {
            return new TokenAnswer.Rejected(
                    "",
                    says("gave an access_token with characters that no header may carry (RFC 6749, appendix A.12)"));
        }
        String refreshToken = grant.string("refresh_token");
        return new TokenAnswer.Issued(
                Secret.of(accessToken),
                refreshToken == null ? null : Secret.of(refreshToken),
                lifetime(grant.number("expires_in")),
                scope(grant),
                resource,
                "dpop".equalsIgnoreCase(grant.string("token_type")),
                grant.string("issued_token_type"));
    }

    private TokenAnswer rejected(int status, String error, @Nullable String description) {
        return new TokenAnswer.Rejected(
                error,
                says("answered " + status + " " + quote(error)
                        + (description == null ? "" : " " + quote(description))));
    }

    private String quote(String text) {
        String shown = text;
        for (Secret secret : sent) {
            shown = shown.replace(secret.reveal(), "[secret]");
        }
        return ServerText.quote(shown);
    }

    private String says(String what) {
        return "token endpoint " + ServerText.plain(endpoint.toString()) + " " + what;
    }

    private static Optional<JsonObject> body(HttpFetcher.Answer answer) {
        Optional<JsonObject> json = JsonObject.parse(answer.body());
        if (json.isPresent()) {
            return json;
        }
        Map<String, @Nullable Object> form = new LinkedHashMap<>(Form.decode(answer.body()));
        return form.containsKey("access_token") || form.containsKey("error")
                ? Optional.of(JsonObject.of(form))
                : Optional.empty();
    }

    /** Null where there is no error. Some servers answer 200 all the same (quirk 27). */
    private static @Nullable String error(JsonObject members) {
        String error = members.string("error");
        Optional<JsonObject> nested = members.object("error");
        if (error != null || nested.isEmpty()) {
            return error;
        }
        String code = nested.get().string("code");
        return code == null ? "unnamed error" : code;
    }

    /** Zero and less mean "not said": taken at its word, such a token would be refreshed for ever (quirk 29). */
    private static @Nullable Duration lifetime(@Nullable Long seconds) {
        return seconds == null || seconds <= 0 ? null : Duration.ofSeconds(Math.min(seconds, LONGEST_LIFETIME_SECONDS));
    }

    private static @Nullable String scope(JsonObject grant) {
        String scope = grant.string("scope");
        // Commas where the RFC has spaces (quirk 28); a comma beside spaces is part of a scope's name.
        return scope != null && scope.indexOf(' ') < 0 ? scope.replace(',', ' ') : scope;
    }
}
