package dev.mcpauthfix.engine.grant;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.dpop.Possession;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.port.HttpFetcher;
import dev.mcpauthfix.engine.registration.BackChannel;
import dev.mcpauthfix.engine.registration.ClientAssertion;
import dev.mcpauthfix.engine.registration.ClientRegistration;
import dev.mcpauthfix.engine.registration.TokenEndpointAuthMethod;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The token endpoint, asked as one client (RFC 6749, section 3.2). */
public final class TokenEndpoint {

    /** What to do where a resource indicator may have been refused. */
    static final String RESOURCE_KEPT =
            "; if it refuses the resource indicator (RFC 8707), register this MCP server with it, or set resource=omit"
                    + " where every MCP server of this application may see its tokens";

    private static final List<String> SECRETS = List.of(
            "code",
            "code_verifier",
            "device_code",
            "refresh_token",
            "client_secret",
            "assertion",
            "client_assertion",
            "subject_token");

    private final URI uri;
    private final ClientRegistration client;
    private final BackChannel channel;
    private final @Nullable Possession possession;

    /**
     * @param possession the key that tokens are to be bound to (RFC 9449), null for bearer tokens
     */
    public TokenEndpoint(URI uri, ClientRegistration client, BackChannel channel, @Nullable Possession possession) {
        this.uri = uri;
        this.client = client;
        this.channel = channel;
        this.possession = possession;
    }

    /** The client that asks. */
    public ClientRegistration client() {
        return client;
    }

    /** The key that tokens are to be bound to, null for bearer tokens. */
    public @Nullable Possession possession() {
        return possession;
    }

    BackChannel channel() {
        return channel;
    }

    /**
     * Sends a token request, and where the MCP server's own authorization server seems to stumble over the resource indicator,
     * once more without it: old ones know none, and some answer it with a 500. When that does not help either, the first answer
     * counts. Elsewhere the indicator stays: an MCP server that names somebody else's authorization server, which rightly
     * refuses it, must not be handed a token for nobody in particular (attack S6).
     *
     * @param parameters the grant's parameters, without those of client authentication
     * @param resource the resource indicator (RFC 8707), null to send none
     */
    public TokenAnswer request(Map<String, String> parameters, @Nullable String resource) {
        TokenAnswer first = send(parameters, resource);
        if (resource == null || !mayBeAboutResource(first, parameters)) {
            return first;
        }
        if (!channel.mayLeaveOutResource(uri)) {
            return kept(first);
        }
        TokenAnswer second = send(parameters, null);
        return second instanceof TokenAnswer.Issued ? second : first;
    }

    /** Sends a token request once, whatever comes: some grants forbid another try (rule R21). */
    TokenAnswer requestOnce(Map<String, String> parameters, @Nullable String resource) {
        return send(parameters, resource);
    }

    /** A refusal that may be about the resource indicator, with the way out that is the person's to take. */
    private static TokenAnswer kept(TokenAnswer answer) {
        return answer instanceof TokenAnswer.Rejected rejected
                ? new TokenAnswer.Rejected(rejected.error(), rejected.reason() + RESOURCE_KEPT)
                : answer;
    }

    private static boolean mayBeAboutResource(TokenAnswer answer, Map<String, String> parameters) {
        if (answer instanceof TokenAnswer.Rejected rejected) {
            return rejected.mayBeAboutResource();
        }
        // A refresh is not repeated after a 5xx: the server may have rotated the token, and a replay would revoke the
        // family.
        return answer instanceof TokenAnswer.Unavailable unavailable
                && unavailable.serverError()
                && !parameters.containsKey("refresh_token");
    }

    /**
     * Gives a token back (RFC 7009, section 2.1), at the revocation endpoint that this one is then.
     *
     * @param hint {@code refresh_token} or {@code access_token}
     */
    public Revocation revoke(Secret token, String hint) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", token.reveal());
        form.put("token_type_hint", hint);
        HttpFetcher.Result result = post(uri, form);
        if (result instanceof HttpFetcher.Answer answer) {
            return answer.status() < 300 ? new Revocation(null, false) : refused(answer);
        }
        return new Revocation(reason(result), false);
    }

    private Revocation refused(HttpFetcher.Answer answer) {
        String error = error(answer);
        return new Revocation(
                "revocation endpoint " + ServerText.plain(uri.toString()) + " answered " + answer.status()
                        + (error == null ? "" : " " + ServerText.quote(error)),
                "unsupported_token_type".equals(error));
    }

    /**
     * What came of giving a token back.
     *
     * @param fault why it was not revoked, null where it was
     * @param unsupported whether the server revokes no tokens of this kind (RFC 7009, section 2.2.1)
     */
    public record Revocation(@Nullable String fault, boolean unsupported) {}

    /** Sends a form as this client to another endpoint of the authorization server. */
    HttpFetcher.Result post(URI endpoint, Map<String, String> form) {
        Map<String, String> headers = headers();
        Map<String, String> whole = new LinkedHashMap<>(form);
        String fault = authenticate(headers, whole);
        return fault == null
                ? channel.post(endpoint, headers, Form.encode(whole))
                : new HttpFetcher.Refused(HttpFetcher.Refused.Cause.ADDRESS, fault);
    }

    /** Why there was no answer. */
    static String reason(HttpFetcher.Result result) {
        return result instanceof HttpFetcher.Refused refused
                ? refused.reason()
                : ((HttpFetcher.Unreachable) result).reason();
    }

    private static Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        headers.put("Accept", "application/json");
        return headers;
    }

    private TokenAnswer send(Map<String, String> parameters, @Nullable String resource) {
        Map<String, String> headers = headers();
        Map<String, String> form = new LinkedHashMap<>(parameters);
        if (resource != null) {
            form.put("resource", resource);
        }
        String fault = authenticate(headers, form);
        if (fault != null) {
            return new TokenAnswer.Unavailable(
                    "token endpoint " + ServerText.plain(uri.toString()) + " was not asked: " + fault, false);
        }
        HttpFetcher.Result result = post(headers, Form.encode(form));
        if (result instanceof HttpFetcher.Answer answer) {
            return new TokenAnswerParser(uri, resource, secrets(headers, form)).parse(answer);
        }
        String why = result instanceof HttpFetcher.Refused refused
                ? "was not asked: " + refused.reason()
                : "did not answer: " + ((HttpFetcher.Unreachable) result).reason();
        return new TokenAnswer.Unavailable("token endpoint " + ServerText.plain(uri.toString()) + " " + why, false);
    }

    /** Sends it, and once more with the server's nonce where it wants one in the proof (RFC 9449, section 8). */
    private HttpFetcher.Result post(Map<String, String> headers, String form) {
        if (possession == null) {
            return channel.post(uri, headers, form);
        }
        HttpFetcher.Result result = postProven(possession, headers, form);
        boolean again = result instanceof HttpFetcher.Answer answer
                && answer.header("dpop-nonce") != null
                && wantsNonce(answer);
        return again ? postProven(possession, headers, form) : result;
    }

    private HttpFetcher.Result postProven(Possession key, Map<String, String> headers, String form) {
        headers.put("DPoP", key.proof("POST", uri, null).reveal());
        HttpFetcher.Result result = channel.post(uri, headers, form);
        if (result instanceof HttpFetcher.Answer answer) {
            key.learn(uri, answer.header("dpop-nonce"));
        }
        return result;
    }

    private static boolean wantsNonce(HttpFetcher.Answer answer) {
        return answer.status() >= 400 && "use_dpop_nonce".equals(error(answer));
    }

    private static @Nullable String error(HttpFetcher.Answer answer) {
        return JsonObject.parse(answer.body()).map(body -> body.string("error")).orElse(null);
    }

    /** Proves the client; a reason why it cannot, null where it can. */
    private @Nullable String authenticate(Map<String, String> headers, Map<String, String> form) {
        Secret secret = client.clientSecret();
        if (secret != null && client.authMethod() == TokenEndpointAuthMethod.CLIENT_SECRET_BASIC) {
            String pair = Form.encode(client.clientId()) + ":" + Form.encode(secret.reveal());
            headers.put(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
            return null;
        }
        form.put("client_id", client.clientId());
        if (client.authMethod() == TokenEndpointAuthMethod.PRIVATE_KEY_JWT) {
            return authenticateBySignature(form);
        }
        if (secret != null && client.authMethod() == TokenEndpointAuthMethod.CLIENT_SECRET_POST) {
            form.put("client_secret", secret.reveal());
        }
        return null;
    }

    private @Nullable String authenticateBySignature(Map<String, String> form) {
        ClientAssertion assertion = client.assertion();
        if (assertion == null) {
            return "the client " + ServerText.quote(client.clientId())
                    + " proves itself by a private key, and none is configured: set client.key.file";
        }
        ClientAssertion.Result result = assertion.make();
        if (result instanceof ClientAssertion.Impossible impossible) {
            return impossible.reason();
        }
        form.put("client_assertion_type", ClientAssertion.TYPE);
        form.put("client_assertion", ((ClientAssertion.Made) result).assertion().reveal());
        return null;
    }

    private List<Secret> secrets(Map<String, String> headers, Map<String, String> form) {
        List<Secret> secrets = new ArrayList<>();
        for (String name : SECRETS) {
            String value = form.get(name);
            if (value != null) {
                add(secrets, value);
            }
        }
        if (client.clientSecret() != null) {
            add(secrets, client.clientSecret().reveal());
        }
        String authorization = headers.get("Authorization");
        if (authorization != null) {
            add(secrets, authorization.substring(authorization.indexOf(' ') + 1));
        }
        return secrets;
    }

    /** As it is, and as the form carried it. */
    private static void add(List<Secret> secrets, String value) {
        if (!value.isEmpty()) {
            secrets.add(Secret.of(value));
            secrets.add(Secret.of(Form.encode(value)));
        }
    }
}
