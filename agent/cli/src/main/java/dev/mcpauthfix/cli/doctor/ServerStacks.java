package dev.mcpauthfix.cli.doctor;

import dev.mcpauthfix.runtime.probe.Exchange;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a server's software by what it says in its challenge, its body, its headers and the names of its cookies. The texts were
 * read in the sources of each, 2026-11.
 */
final class ServerStacks {

    private static final String TYPESCRIPT = "MCP TypeScript SDK";
    private static final String PYTHON = "MCP Python SDK or FastMCP";

    /** A segment of a path, or a label of a host, that is about logging in. */
    private static final Pattern LOGIN_PAGE =
            Pattern.compile("(?i)(^|[/.])(log-?in|sign-?in|sso|auth|authorize|saml|oauth2?)([/.?#]|$)");

    private final Clues clues;
    private final String challenge;
    private final Exchange answer;

    private ServerStacks(Clues clues) {
        this.clues = clues;
        this.answer = clues.mcpRequest();
        this.challenge = String.join("\n", answer.header("www-authenticate"));
    }

    /** The software, null where nothing gives it away. The most telling signs come first. */
    static @Nullable ServerStack recognise(Clues clues) {
        ServerStacks stacks = new ServerStacks(clues);
        ServerStack proxy = stacks.loginProxy();
        if (proxy != null) {
            return proxy;
        }
        ServerStack byChallenge = stacks.byChallenge();
        return byChallenge == null ? stacks.byHeadersAndPages() : byChallenge;
    }

    private @Nullable ServerStack byChallenge() {
        if (says("Missing or invalid access token") && says("realm=\"OAuth\"")) {
            return new ServerStack(
                    "Cloudflare workers-oauth-provider before 2026-02-23",
                    "its challenge: realm=\"OAuth\", \"Missing or invalid access token\"",
                    "upgrade @cloudflare/workers-oauth-provider: since its pull request 143 every 401 has resource_metadata");
        }
        if (says("Missing Authorization header") && !clues.hasHint()) {
            return new ServerStack(
                    TYPESCRIPT,
                    "its challenge: \"Missing Authorization header\", as requireBearerAuth words it",
                    "pass resourceMetadataUrl to requireBearerAuth");
        }
        if (says("error_description=\"Authentication required\"") && !clues.hasHint()) {
            return new ServerStack(
                    PYTHON,
                    "its challenge: \"Authentication required\"",
                    "set resource_server_url in AuthSettings (FastMCP: use RemoteAuthProvider)");
        }
        if (says("Key realm=\"kong\"") || answer.excerpt().contains("No API key found in request")) {
            return new ServerStack(
                    "Kong with its key-auth plugin",
                    "its words: \"No API key found in request\"",
                    "nothing to mend: give the client the key as a header");
        }
        if (challenge.equals("Bearer") && clues.asksForToken()) {
            return new ServerStack(
                    "Spring Security's resource server, or one that answers as it does",
                    "its challenge is the one word Bearer",
                    "with Spring Security 7 configure protectedResourceMetadata: it publishes the document and adds the hint");
        }
        return null;
    }

    /** A proxy in front of the server that wants a browser's session. */
    private @Nullable ServerStack loginProxy() {
        String location = answer.header("location").isEmpty()
                ? ""
                : answer.header("location").get(0);
        if (answer.status() / 100 != 3 || Moved.isSamePlace(answer.url(), location)) {
            return null;
        }
        String name = null;
        if (location.contains(".cloudflareaccess.com")) {
            name = "Cloudflare Access";
        } else if (hasCookie("_oauth2_proxy")
                || location.contains("/oauth2/start")
                || location.contains("/oauth2/sign_in")) {
            name = "oauth2-proxy";
        } else if (hasCookie("AWSALBAuthNonce")) {
            name = "an AWS load balancer with authentication";
        } else if (hasCookie("mod_auth_openidc")) {
            name = "Apache's mod_auth_openidc";
        } else if (location.contains("/.auth/login")) {
            name = "Azure App Service authentication";
        } else if (LOGIN_PAGE.matcher(location).find()) {
            name = "an access proxy in cookie mode";
        }
        return name == null
                ? null
                : new ServerStack(
                        name,
                        "it sends an MCP request to a login page",
                        "exempt the MCP path from the proxy's sessions, and let the MCP server check tokens itself");
    }

    private @Nullable ServerStack byHeadersAndPages() {
        if (clues.hasWebPageAtWellKnown() && !clues.foundStrictly()) {
            return new ServerStack(
                    "a single-page application with a fallback for every path",
                    "it answers well-known addresses with a web page",
                    "route /.well-known/ to the MCP server before the fallback to index.html; unknown paths below it answer 404");
        }
        if (answer.status() == 401 && challenge.isEmpty()) {
            return new ServerStack(
                    "hand-written middleware" + framework(),
                    "a 401 without WWW-Authenticate",
                    "add the header to every 401 (RFC 9110, section 15.5.2, has it as a must)");
        }
        return null;
    }

    /** What stands behind it, where its headers say so. */
    private String framework() {
        String by = String.join(" ", answer.header("x-powered-by")) + " " + String.join(" ", answer.header("server"));
        String lower = by.toLowerCase(Locale.ROOT);
        for (List<String> known :
                List.of(List.of("express", "Express"), List.of("uvicorn", "FastAPI"), List.of("nginx", "nginx"))) {
            if (lower.contains(known.get(0))) {
                return " (" + known.get(1) + ", by its headers)";
            }
        }
        return "";
    }

    private boolean says(String text) {
        return challenge.contains(text);
    }

    private boolean hasCookie(String prefix) {
        return answer.header("set-cookie").stream().anyMatch(cookie -> cookie.startsWith(prefix));
    }
}
