package dev.mcpauthfix.cli.doctor;

import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.runtime.http.Failing;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Comes to a verdict, most basic things first: is anybody there, is it MCP, does it ask for a token; the rest is {@link LadderJudge}'s. */
final class Judge {

    private static final String NOT_OAUTH = "Not an OAuth server: ";
    private static final String BROKEN = "Broken: ";

    private final Clues clues;
    private final Exchange mcpRequest;

    private Judge(Clues clues) {
        this.clues = clues;
        this.mcpRequest = clues.mcpRequest();
    }

    static Judgement judge(Clues clues) {
        Judge judge = new Judge(clues);
        if (clues.mcpRequest().came() != Came.ANSWER) {
            return judge.unanswered();
        }
        Judgement judgement = clues.asksForToken() ? LadderJudge.judge(clues) : judge.withoutLadder();
        String moved = clues.movedTo();
        return moved == null
                ? judgement
                : judgement.first(
                        "use " + moved + ", to which the URL redirects: many clients follow no redirect of a POST");
    }

    private Judgement unanswered() {
        if (mcpRequest.came() == Came.REFUSED) {
            return new Judgement(
                    Verdict.BROKEN,
                    BROKEN + cause(mcpRequest) + ".",
                    "no client should go on; check the URL and the server");
        }
        return new Judgement(
                Verdict.UNREACHABLE, "Unreachable: " + cause(mcpRequest) + ".", remedy(mcpRequest.failing()));
    }

    /** What failed; the address that was asked is known. */
    private static String cause(Exchange exchange) {
        String asked = exchange.method() + " \"" + exchange.url() + "\"";
        String reason = exchange.reason();
        return reason.startsWith(asked) ? reason.substring(asked.length()).replaceFirst("^[: ]+", "") : reason;
    }

    private static String remedy(@Nullable Failing failing) {
        if (failing == null) {
            return "try again; the same from inside the application's JVM: --in <pid>";
        }
        return switch (failing) {
            case NAME -> "--resolve <host>=<address> goes by without the name service";
            case PROXY -> "--in <pid> tries it with the proxy of a running JVM";
            case CONNECTION -> "--in <pid> tries it from where a running JVM is";
            case CERTIFICATE -> "--in <pid> tries it with the trust store of a running JVM";
            case TLS -> "check the port and the server's TLS settings";
            case TIME -> "try again later, or with --timeout=<seconds>";
            case ANSWER -> "check that it is an HTTP server";
            case REFUSED -> "check the URL";
        };
    }

    /** An answer that no token would change. */
    private Judgement withoutLadder() {
        int status = mcpRequest.status();
        return switch (status / 100) {
            case 2 -> succeeded();
            case 3 -> redirected();
            default -> status == 401 || status == 403 ? forbidden() : failed();
        };
    }

    private Judgement succeeded() {
        if (mcpRequest.isMcpResult()) {
            return new Judgement(
                    Verdict.STRICT_CONNECTS,
                    "Every client connects: the server asks for no authorization (" + mcpRequest.status() + ").",
                    "nothing has to be done about authorization, unless a later call is refused");
        }
        if (Clues.isWebPage(mcpRequest)) {
            return new Judgement(
                    Verdict.BROKEN,
                    BROKEN + "the URL answers an MCP request with a web page.",
                    "check the MCP URL's path; a web application answers here, for every path perhaps");
        }
        boolean refusal =
                mcpRequest.excerpt().toLowerCase(Locale.ROOT).matches(".*(unauthori|authenticat|api.?key|token).*");
        if (mcpRequest.document() != null && mcpRequest.document().has("error") && refusal) {
            return new Judgement(
                    Verdict.NOT_OAUTH,
                    NOT_OAUTH + "it refuses inside a " + mcpRequest.status() + ", " + said() + ".",
                    "give the client what its owner hands out, an API key or a token, as a header",
                    "its owner answers 401 with WWW-Authenticate, which is all that clients take for a challenge");
        }
        return new Judgement(
                Verdict.BROKEN,
                BROKEN + "it answers " + mcpRequest.status() + ", but not as an MCP server does" + suffix() + ".",
                "check the MCP URL's path; expected the result of initialize, as JSON or as an event stream");
    }

    /** A redirect to the same place under another name is no login page. */
    private Judgement redirected() {
        String location = mcpRequest.header("location").isEmpty()
                ? ""
                : mcpRequest.header("location").get(0);
        if (mcpRequest.status() >= 307 || Moved.isSamePlace(mcpRequest.url(), location)) {
            return new Judgement(
                    Verdict.BROKEN,
                    BROKEN + "the MCP endpoint is not here any more; it redirects to " + ServerText.quote(location)
                            + ".",
                    "use the address it redirects to: clients do not send their POST there by themselves");
        }
        return new Judgement(
                Verdict.BROKEN,
                BROKEN + "it redirects MCP requests to " + ServerText.quote(location)
                        + ", a page for people; MCP clients have no browser session.",
                "its owner exempts the MCP path from the login proxy, or has the proxy answer 401 with a Bearer challenge");
    }

    private Judgement forbidden() {
        int status = mcpRequest.status();
        if (!mcpRequest.header("cf-mitigated").isEmpty()) {
            return new Judgement(
                    Verdict.BROKEN,
                    BROKEN + "Cloudflare's protection turns MCP clients away (cf-mitigated, " + status + ").",
                    "its owner exempts the MCP path from challenges for browsers");
        }
        if (!clues.resourceDocuments().isEmpty() || !clues.serverDocuments().isEmpty()) {
            return new Judgement(
                    Verdict.BROKEN,
                    BROKEN + "it refuses with " + status
                            + " and no Bearer challenge, though it publishes OAuth metadata.",
                    "its owner answers 401 without a token, with WWW-Authenticate: Bearer resource_metadata=\""
                            + clues.resourceMetadataAddress() + "\"");
        }
        return new Judgement(
                Verdict.NOT_OAUTH,
                NOT_OAUTH + "it refuses with " + status + ", and neither that nor any metadata speaks of OAuth.",
                "find out from its owner what it wants: an API key, a network to come from, or a firewall's blessing");
    }

    private Judgement failed() {
        int status = mcpRequest.status();
        if (status == 404 || status == 405 || status == 410) {
            String older = status == 405 || clues.mcpUri().getRawPath().endsWith("/sse")
                    ? "; a server of the older HTTP+SSE transport wants a GET first, and is not looked into here"
                    : "; servers often have it at /mcp";
            return new Judgement(
                    Verdict.BROKEN,
                    BROKEN + "no MCP endpoint takes a POST there (" + status + ").",
                    "check the MCP URL's path" + older);
        }
        if (status / 100 == 4 && status != 429) {
            return new Judgement(
                    Verdict.BROKEN,
                    BROKEN + "it answers " + status + " to the first MCP request" + suffix() + ".",
                    "the request is initialize of MCP 2025-06-18; a server that wants another revision or header says so above");
        }
        List<String> after = mcpRequest.header("retry-after");
        String wait = after.isEmpty() ? "later" : "after " + Words.seconds(after.get(0)) + " (its Retry-After)";
        return new Judgement(
                Verdict.BROKEN,
                BROKEN + "it answers an MCP request with " + status + ", which is not about authorization" + suffix()
                        + ".",
                "try again " + wait + "; its owner's log tells why");
    }

    private String said() {
        return "saying " + ServerText.plain(mcpRequest.excerpt());
    }

    private String suffix() {
        return mcpRequest.excerpt().isEmpty() ? "" : ", " + said();
    }
}
