package dev.mcpauthfix.engine.registration;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.metadata.AuthorizationServerMetadata;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.port.HttpFetcher;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Registers a client at the registration endpoint (RFC 7591, section 3). */
final class DynamicRegistration {

    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "Accept", "application/json");

    private final BackChannel channel;

    DynamicRegistration(BackChannel channel) {
        this.channel = channel;
    }

    RegistrationResult register(
            AuthorizationServerMetadata server, URI endpoint, ClientRegistrationRequest registration) {
        String refusal = "";
        for (String body : registration.bodies()) {
            HttpFetcher.Result result = channel.post(endpoint, HEADERS, body);
            if (!(result instanceof HttpFetcher.Answer answer)) {
                return refused(endpoint, failure(result), "try again later");
            }
            if (answer.status() == 200 || answer.status() == 201) {
                ClientRegistration client = read(server, registration.redirectUri(), answer.body());
                return client == null
                        ? refused(endpoint, "gave no client_id", "set client.id to a registered client")
                        : new RegistrationResult.Ready(client);
            }
            refusal = describe(answer);
            // Only "your metadata is wrong" can be helped by other metadata.
            if (answer.status() != 400 && answer.status() != 422) {
                break;
            }
        }
        return refused(endpoint, refusal, "set client.id to a client registered by hand");
    }

    /** Null where the answer holds no client identifier; everything else in it may be missing (quirk 34). */
    private static @Nullable ClientRegistration read(
            AuthorizationServerMetadata server, @Nullable URI redirectUri, String body) {
        Optional<JsonObject> parsed = JsonObject.parse(body);
        String clientId = parsed.isEmpty() ? null : parsed.get().string("client_id");
        if (clientId == null) {
            return null;
        }
        JsonObject information = parsed.get();
        String secret = information.string("client_secret");
        Long expiry = information.number("client_secret_expires_at");
        TokenEndpointAuthMethod method =
                TokenEndpointAuthMethod.parse(information.string("token_endpoint_auth_method"));
        boolean usable = method == TokenEndpointAuthMethod.NONE
                || (secret != null && method != null && method != TokenEndpointAuthMethod.PRIVATE_KEY_JWT);
        return new ClientRegistration(
                server.issuer(),
                clientId,
                secret == null ? null : Secret.of(secret),
                expiry == null || expiry <= 0 ? null : information.instant("client_secret_expires_at"),
                usable && method != null
                        ? method
                        : TokenEndpointAuthMethod.choose(secret != null, server.tokenEndpointAuthMethodsSupported()),
                redirectUri,
                ClientRegistration.Source.DYNAMIC);
    }

    private static String describe(HttpFetcher.Answer answer) {
        Optional<JsonObject> body = JsonObject.parse(answer.body());
        String error = body.isEmpty() ? null : body.get().string("error");
        String description = body.isEmpty() ? null : body.get().string("error_description");
        return "answered " + answer.status()
                + (error == null ? "" : " " + ServerText.quote(error))
                + (description == null ? "" : " " + ServerText.quote(description));
    }

    private static String failure(HttpFetcher.Result result) {
        if (result instanceof HttpFetcher.Refused refused) {
            return "was not asked: " + refused.reason();
        }
        return result instanceof HttpFetcher.Unreachable unreachable ? "did not answer: " + unreachable.reason() : "";
    }

    private static RegistrationResult refused(URI endpoint, String what, String next) {
        return new RegistrationResult.Refused("registration endpoint " + ServerText.plain(endpoint.toString()) + " "
                + what + "; a client_id was expected (RFC 7591): " + next);
    }
}
