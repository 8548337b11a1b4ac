package dev.mcpauthfix.cli.doctor.client;

import static dev.mcpauthfix.cli.doctor.client.Then.GIVE_UP;

import dev.mcpauthfix.cli.doctor.client.ChallengeTraits.Hint;
import dev.mcpauthfix.cli.doctor.client.ChallengeTraits.Needs;
import dev.mcpauthfix.cli.doctor.client.ChallengeTraits.Relative;
import dev.mcpauthfix.cli.doctor.client.LoginTraits.Pkce;
import dev.mcpauthfix.cli.doctor.client.ResourceTraits.Places;
import dev.mcpauthfix.cli.doctor.client.ResourceTraits.ResourceRule;
import dev.mcpauthfix.cli.doctor.client.ServerTraits.Defaults;
import dev.mcpauthfix.cli.doctor.client.ServerTraits.Named;
import dev.mcpauthfix.cli.doctor.client.ServerTraits.Origin;
import java.util.List;

/** Clients that nobody wrote: who does what a revision of the specification says, and nothing beyond. */
final class SpecTraits {

    /** MCP 2025-06-18: the challenge must name the metadata, which RFC 9728 and RFC 8414 describe. */
    static final Traits HINT_ONLY = new Traits(
            new ChallengeTraits(Needs.HINT, Hint.BEARER, Relative.FATAL, true, false),
            resource(Places.NONE),
            server(Named.OAUTH, IssuerRule.EXACT),
            new LoginTraits(Pkce.NOT_LOOKED_AT, false, false));

    /**
     * MCP 2025-11-25: the challenge or the well-known addresses, OAuth or OpenID metadata whose issuer is the one that was asked for (RFC
     * 8414, section 3.3), PKCE that is listed.
     */
    static final Traits MCP_2025_11_25 = new Traits(
            new ChallengeTraits(Needs.NOTHING, Hint.BEARER, Relative.IGNORED, true, true),
            resource(Places.PATH_AND_ROOT),
            server(Named.OAUTH_AND_OPENID, IssuerRule.EXACT),
            new LoginTraits(Pkce.S256_LISTED, true, false));

    /** MCP 2026-07-28: the same, since what it adds (the issuer in the answer to a login, above all) comes after discovery. */
    static final Traits MCP_2026_07_28 = MCP_2025_11_25;

    private SpecTraits() {}

    private static ResourceTraits resource(Places places) {
        return new ResourceTraits(
                StatusRule.ANY_FAILURE_ENDS,
                GIVE_UP,
                places,
                StatusRule.CLIENT_ERRORS_ARE_ABSENT,
                GIVE_UP,
                ResourceRule.EXACT_PER_PLACE,
                GIVE_UP,
                GIVE_UP,
                GIVE_UP);
    }

    private static ServerTraits server(Named named, IssuerRule issuer) {
        return new ServerTraits(
                named,
                Origin.NONE,
                StatusRule.CLIENT_ERRORS_ARE_ABSENT,
                GIVE_UP,
                GIVE_UP,
                ServerTraits.ISSUER_AND_ENDPOINTS,
                List.of(),
                issuer,
                issuer,
                Defaults.NONE);
    }
}
