package dev.mcpauthfix.engine.grant;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.metadata.AuthorizationServerMetadata;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.port.HttpFetcher;
import dev.mcpauthfix.engine.port.UserAgent;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person logs in on another device, by a code that is shown here (RFC 8628). It blocks until then. */
public final class DeviceCodeGrant {

    private static final String TYPE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final int MOST_CODE_CHARACTERS = 64;
    private static final Duration SLOWER = Duration.ofSeconds(5);
    private static final Duration SLOWEST = Duration.ofMinutes(1);

    private final UserAgent userAgent;
    private final Clock clock;
    private final Duration limit;

    /** What the device authorization endpoint answered (section 3.2). */
    private record Offer(Secret deviceCode, UserAgent.VerificationCode code, Duration interval) {}

    /**
     * @param limit how long the person may take, if the code is good for so long
     */
    public DeviceCodeGrant(UserAgent userAgent, Clock clock, Duration limit) {
        this.userAgent = userAgent;
        this.clock = clock;
        this.limit = limit;
    }

    /**
     * Asks for a code, shows it, and asks for the token until the person has decided.
     *
     * @param endpoint the token endpoint, asked as the client whose login this is
     * @param resource the resource indicator, null to send none
     */
    public GrantResult obtain(
            AuthorizationServerMetadata server,
            TokenEndpoint endpoint,
            @Nullable String resource,
            RequestedScope scope) {
        URI device = server.deviceAuthorizationEndpoint();
        if (device == null) {
            return new GrantResult.Failed("issuer " + ServerText.quote(server.issuer())
                    + " offers no login on another device (its metadata has no device_authorization_endpoint, RFC 8628,"
                    + " section 4): log in with a browser, or by login --paste");
        }
        Map<String, String> form = new LinkedHashMap<>();
        if (scope.value() != null) {
            form.put("scope", scope.value());
        }
        if (resource != null) {
            form.put("resource", resource);
        }
        HttpFetcher.Result result = endpoint.post(device, form);
        String where = "device authorization endpoint " + ServerText.plain(device.toString());
        if (!(result instanceof HttpFetcher.Answer answer)) {
            return new GrantResult.Failed(where + " gave no code: " + TokenEndpoint.reason(result));
        }
        JsonObject body = JsonObject.parse(answer.body()).orElse(null);
        Offer offer = answer.status() == 200 && body != null ? offer(body, endpoint) : null;
        return offer == null ? refused(where, answer.status(), body) : wait(offer, endpoint, resource);
    }

    private static GrantResult refused(String where, int status, @Nullable JsonObject body) {
        String error = body == null ? null : body.string("error");
        TokenAnswer.Rejected rejected = new TokenAnswer.Rejected(
                error == null ? "" : error,
                where + " answered " + status + (error == null ? "" : " " + ServerText.quote(error))
                        + "; expected a device_code, a user_code and the https address of a page (RFC 8628, section 3.2):"
                        + " log in with a browser, or by login --paste");
        return GrantResult.of(rejected);
    }

    /** Null where it is no offer that could be shown to a person safely (attack S13). */
    private static @Nullable Offer offer(JsonObject body, TokenEndpoint endpoint) {
        String deviceCode = body.string("device_code");
        String userCode = body.string("user_code");
        // Google's name for it, from before the RFC.
        String page = body.string("verification_uri") != null
                ? body.string("verification_uri")
                : body.string("verification_url");
        URI uri = page(page, endpoint);
        if (deviceCode == null || userCode == null || uri == null || !isCode(userCode)) {
            return null;
        }
        Long lifetime = body.number("expires_in");
        Long interval = body.number("interval");
        return new Offer(
                Secret.of(deviceCode),
                new UserAgent.VerificationCode(
                        uri,
                        userCode,
                        page(body.string("verification_uri_complete"), endpoint),
                        Duration.ofSeconds(lifetime == null || lifetime <= 0 ? 300 : Math.min(lifetime, 86_400))),
                Duration.ofSeconds(interval == null || interval <= 0 ? 5 : Math.min(interval, SLOWEST.toSeconds())));
    }

    private static @Nullable URI page(@Nullable String text, TokenEndpoint endpoint) {
        URI uri = text == null ? null : UrlRules.parse(text);
        return uri != null && endpoint.channel().permits(uri) ? uri : null;
    }

    private static boolean isCode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return !text.isBlank() && text.length() <= MOST_CODE_CHARACTERS;
    }

    private GrantResult wait(Offer offer, TokenEndpoint endpoint, @Nullable String resource) {
        Duration lifetime = offer.code().lifetime();
        Instant end = clock.instant().plus(lifetime.compareTo(limit) < 0 ? lifetime : limit);
        Map<String, String> parameters =
                Map.of("grant_type", TYPE, "device_code", offer.deviceCode().reveal());
        Duration interval = offer.interval();
        try (UserAgent.CodePrompt prompt = userAgent.show(offer.code())) {
            while (clock.instant().isBefore(end)) {
                if (!prompt.pause(interval)) {
                    return new GrantResult.Abandoned("the login was interrupted");
                }
                TokenAnswer answer = endpoint.requestOnce(parameters, resource);
                Duration next = next(answer, interval);
                if (next == null) {
                    return GrantResult.of(answer);
                }
                interval = next;
            }
        }
        return new GrantResult.Abandoned("no code was typed in at "
                + offer.code().page().getHost() + " in time; the setting login.timeout and the server limit it");
    }

    /** How long to wait before asking again (section 3.5), null where the answer is final. */
    private static @Nullable Duration next(TokenAnswer answer, Duration interval) {
        if (answer instanceof TokenAnswer.Rejected rejected) {
            return switch (rejected.error()) {
                case "authorization_pending" -> interval;
                case "slow_down" -> interval.plus(SLOWER);
                default -> null;
            };
        }
        // A server that is away for a moment must not cost the person the login.
        Duration twice = interval.multipliedBy(2);
        return answer instanceof TokenAnswer.Unavailable ? (twice.compareTo(SLOWEST) < 0 ? twice : SLOWEST) : null;
    }
}
