package dev.mcpauthfix.it.contract;

import dev.mcpauthfix.it.wire.WireRequest;
import dev.mcpauthfix.it.wire.WireResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every secret that an authorization server gave out or was shown, and the scope of each access token. */
final class IssuedSecrets {

    private static final Pattern IN_DOCUMENT =
            Pattern.compile("\"(access_token|refresh_token|client_secret)\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern IN_REDIRECT = Pattern.compile("[?&](code)=([^&]+)");
    private static final Pattern SCOPE = Pattern.compile("\"scope\"\\s*:\\s*\"([^\"]+)\"");

    private final Map<String, String> kindBySecret = new ConcurrentHashMap<>();
    private final Map<String, String> scopeByToken = new ConcurrentHashMap<>();

    void note(WireRequest request, WireResponse response) {
        for (String shown : List.of("code_verifier", "client_secret", "code")) {
            add(shown, request.form().getOrDefault(shown, ""));
        }
        add("client authentication", request.headers().getOrDefault("authorization", ""));
        for (String location : response.headers().getOrDefault("Location", List.of())) {
            find(IN_REDIRECT, location);
        }
        find(IN_DOCUMENT, response.body());
        Matcher token = IN_DOCUMENT.matcher(response.body());
        Matcher scope = SCOPE.matcher(response.body());
        if (token.find() && scope.find()) {
            scopeByToken.put(token.group(2), scope.group(1));
        }
    }

    /** The scope of an access token, empty where none was said. */
    String scope(String accessToken) {
        return scopeByToken.getOrDefault(accessToken, "");
    }

    /** All secrets. */
    Set<String> all() {
        return Set.copyOf(kindBySecret.keySet());
    }

    /** The kinds of secrets there were. */
    Set<String> kinds() {
        return Set.copyOf(kindBySecret.values());
    }

    private void find(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            add(found.group(1), found.group(2));
        }
    }

    private void add(String kind, String secret) {
        if (!secret.isEmpty()) {
            kindBySecret.put(secret.replace("Basic ", ""), kind);
        }
    }
}
