package dev.mcpauthfix.cli.doctor.client;

import dev.mcpauthfix.cli.doctor.client.Prediction.Step;
import dev.mcpauthfix.cli.doctor.client.ServerTraits.Named;
import dev.mcpauthfix.cli.doctor.client.ServerTraits.Origin;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client's search for authorization server metadata. */
final class ServerSearch {

    /** What it comes to. */
    sealed interface Result permits Document, Assumed, Ending {}

    /** Metadata that the client goes by. */
    record Document(JsonObject metadata) implements Result {}

    /**
     * No metadata, and the client assumes endpoints.
     *
     * @param origin where it does
     */
    record Assumed(URI origin) implements Result {}

    private final ServerTraits traits;
    private final LoginTraits login;
    private final Trail trail;
    private @Nullable String withoutPkce;

    ServerSearch(ServerTraits traits, LoginTraits login, Trail trail) {
        this.traits = traits;
        this.login = login;
        this.trail = trail;
    }

    /** For issuers that protected resource metadata names. */
    Result named(List<String> issuers) {
        URI first = trail.mcp();
        for (String issuer : traits.named() == Named.EACH_ISSUER ? issuers : issuers.subList(0, 1)) {
            URI uri = UrlRules.parse(issuer);
            if (uri == null) {
                return fails("and stops: " + issuer + " is no address of an authorization server");
            }
            first = issuer.equals(issuers.get(0)) ? uri : first;
            Result result = ask(ServerAddresses.named(traits.named(), uri, issuer), traits.issuer());
            if (!(result instanceof Assumed)) {
                return result;
            }
        }
        return switch (traits.defaults()) {
            case AT_ISSUER -> new Assumed(first);
            case AT_ORIGIN -> new Assumed(trail.mcp());
            case NONE, WITHOUT_RESOURCE_METADATA ->
                fails("and stops: it finds no metadata of the authorization server");
        };
    }

    /** Where there is no protected resource metadata. */
    Result atOrigin() {
        if (traits.origin() == Origin.NONE) {
            return Ending.fails(
                    Step.RESOURCE_METADATA,
                    trail.told("and stops: it does not look for authorization server metadata at the origin"));
        }
        return ask(ServerAddresses.atOrigin(traits.origin(), trail), traits.issuerOfOrigin());
    }

    private Result ask(List<ServerAddresses.Address> addresses, IssuerRule rule) {
        for (ServerAddresses.Address address : addresses) {
            if (address.rarelyThere() && !trail.isSurveyed(address.url())) {
                continue;
            }
            Got got = trail.ask(address.url());
            if (got == null) {
                return Ending.unknown(Step.SERVER_METADATA, trail.toldUnknown(address.url()));
            }
            Read read = read(got, address.issuer(), rule);
            if (read.result() != null) {
                return read.result();
            }
            if (read.skips()) {
                break;
            }
        }
        return withoutPkce == null ? new Assumed(trail.mcp()) : failsForPkce(withoutPkce);
    }

    /**
     * What one answer comes to.
     *
     * @param result null where the search goes on or is left
     * @param skips whether it is left
     */
    private record Read(@Nullable Result result, boolean skips) {}

    private Read read(Got got, String issuer, IssuerRule rule) {
        if (!got.isSuccess()) {
            return after(traits.statuses().after(got.status()), "it takes this for a failure, not for absence");
        }
        JsonObject document = got.document();
        if (document == null) {
            return after(traits.unreadable(), got.unreadable());
        }
        String missing = missing(got.url(), document);
        if (missing != null) {
            return after(traits.incomplete(), "the document has no " + missing);
        }
        String named = document.string("issuer");
        if (!rule.takes(issuer, named == null ? "" : named)) {
            return new Read(
                    fails("and stops: the document is of the issuer " + named + ", not of " + issuer
                            + " (RFC 8414, section 3.3)"),
                    true);
        }
        String refusal = login.pkce().refusal(document.strings("code_challenge_methods_supported"));
        if (refusal != null && login.pkce().triesOthers()) {
            withoutPkce = refusal;
            return new Read(null, false);
        }
        return new Read(refusal == null ? new Document(document) : failsForPkce(refusal), true);
    }

    private @Nullable String missing(String url, JsonObject document) {
        Stream<String> wanted = url.contains("/.well-known/openid-configuration")
                ? Stream.concat(traits.members().stream(), traits.openIdMembers().stream())
                : traits.members().stream();
        return wanted.filter(member -> !document.has(member)).findFirst().orElse(null);
    }

    private Read after(Then then, String stops) {
        return switch (then) {
            case NEXT, NEXT_OR_GIVE_UP -> new Read(null, false);
            case SKIP -> new Read(null, true);
            case GIVE_UP -> new Read(fails("and stops: " + stops), true);
        };
    }

    private Ending failsForPkce(String refusal) {
        return Ending.fails(Step.AUTHORIZATION, trail.told("and fails: " + refusal));
    }

    private Ending fails(String stops) {
        return Ending.fails(Step.SERVER_METADATA, trail.told(stops));
    }
}
