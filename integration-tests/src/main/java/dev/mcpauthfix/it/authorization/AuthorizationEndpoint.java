package dev.mcpauthfix.it.authorization;

import dev.mcpauthfix.it.wire.WireRequest;
import dev.mcpauthfix.it.wire.WireResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The authorization endpoint (RFC 6749, section 4.1.1), with automatic consent or a page that asks. */
final class AuthorizationEndpoint {

    private final AuthorizationServer server;
    private final Map<String, AuthorizationCode> codes = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> waiting = new ConcurrentHashMap<>();

    AuthorizationEndpoint(AuthorizationServer server) {
        this.server = server;
    }

    /** Takes a code, which works once; null where it is unknown or used. */
    @Nullable
    AuthorizationCode redeem(String code) {
        return codes.remove(code);
    }

    WireResponse authorize(WireRequest request) {
        Map<String, String> parameters = request.parameters();
        Client client = server.clients().find(parameters.get("client_id"));
        String redirectUri = parameters.get("redirect_uri");
        if (client == null
                || redirectUri == null
                || !client.mayRedirectTo(redirectUri, server.settings().anyLoopbackPort())) {
            // Never redirect to a URI that is not registered (RFC 6749, section 4.1.2.1).
            return WireResponse.html(400, ConsentPage.message("Unknown client or redirection URI"));
        }
        String error = check(parameters);
        if (error != null) {
            return redirect(parameters, "error", error);
        }
        if (!server.settings().consentPage()) {
            return approve(parameters);
        }
        String id = server.random().next("request");
        waiting.put(id, parameters);
        return WireResponse.html(200, ConsentPage.ask(client.name(), server.decisionPath(), id, parameters));
    }

    /** Hears what the person pressed on the consent page. */
    WireResponse decide(WireRequest request) {
        Map<String, String> parameters = waiting.remove(request.form().getOrDefault("request", ""));
        if (parameters == null) {
            return WireResponse.html(400, ConsentPage.message("This page is out of date"));
        }
        return "approve".equals(request.form().get("decision"))
                ? approve(parameters)
                : redirect(parameters, "error", "access_denied");
    }

    /** Answers the error code of a request that must not be granted, null for a good one. */
    private @Nullable String check(Map<String, String> parameters) {
        String resource = parameters.get("resource");
        if (!"code".equals(parameters.get("response_type"))) {
            return "unsupported_response_type";
        }
        if (!"S256".equals(parameters.get("code_challenge_method"))
                || parameters.getOrDefault("code_challenge", "").length() != 43) {
            return "invalid_request";
        }
        if (resource != null && (fault(Fault.RESOURCE_IS_REFUSED) || !server.knowsResource(resource))) {
            return "invalid_target";
        }
        return fault(Fault.ACCESS_IS_DENIED) ? "access_denied" : null;
    }

    private WireResponse approve(Map<String, String> parameters) {
        String code = server.random().next("code");
        codes.put(
                code,
                new AuthorizationCode(
                        parameters.getOrDefault("client_id", ""),
                        parameters.getOrDefault("redirect_uri", ""),
                        parameters.getOrDefault("code_challenge", ""),
                        parameters.getOrDefault("resource", ""),
                        parameters.getOrDefault("scope", "")));
        return redirect(parameters, "code", code);
    }

    private WireResponse redirect(Map<String, String> request, String name, String value) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put(name, value);
        String state = request.get("state");
        if (state != null) {
            answer.put("state", fault(Fault.STATE_IS_WRONG) ? state + "x" : state);
        }
        answer.put("iss", fault(Fault.ISS_IS_WRONG) ? "https://other.example" : server.issuer());
        StringBuilder uri = new StringBuilder(request.getOrDefault("redirect_uri", ""));
        String separator = uri.indexOf("?") < 0 ? "?" : "&";
        for (Map.Entry<String, String> one : answer.entrySet()) {
            uri.append(separator).append(one.getKey()).append('=');
            uri.append(URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8));
            separator = "&";
        }
        return WireResponse.redirect(uri.toString());
    }

    private boolean fault(Fault fault) {
        return server.settings().faults().contains(fault);
    }
}
