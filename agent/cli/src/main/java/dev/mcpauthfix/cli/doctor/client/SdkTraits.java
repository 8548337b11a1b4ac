package dev.mcpauthfix.cli.doctor.client;

import static dev.mcpauthfix.cli.doctor.client.Then.GIVE_UP;
import static dev.mcpauthfix.cli.doctor.client.Then.NEXT;
import static dev.mcpauthfix.cli.doctor.client.Then.SKIP;

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

/** Clients with OAuth, each as its sources have it. */
final class SdkTraits {

    static final Traits SPRING = new Traits(
            new ChallengeTraits(Needs.HEADER, Hint.BEARER_OF_FIRST_LINE, Relative.FATAL, true, false),
            new ResourceTraits(
                    StatusRule.NOT_FOUND_OR_UNAUTHORIZED_IS_ABSENT,
                    GIVE_UP,
                    Places.PATH_AND_ROOT,
                    StatusRule.NOT_FOUND_OR_UNAUTHORIZED_IS_ABSENT,
                    GIVE_UP,
                    ResourceRule.EXACT_PER_PLACE,
                    GIVE_UP,
                    GIVE_UP,
                    GIVE_UP),
            new ServerTraits(
                    Named.OPENID_AND_OAUTH,
                    Origin.NONE,
                    StatusRule.CLIENT_ERRORS_ARE_ABSENT,
                    GIVE_UP,
                    GIVE_UP,
                    ServerTraits.ISSUER_AND_ENDPOINTS,
                    List.of(),
                    IssuerRule.EXACT,
                    IssuerRule.EXACT,
                    Defaults.NONE),
            new LoginTraits(Pkce.NOT_LOOKED_AT, false, false));

    static final Traits TYPESCRIPT = new Traits(
            new ChallengeTraits(Needs.NOTHING, Hint.BEHIND_FIRST_SCHEME, Relative.IGNORED, true, true),
            new ResourceTraits(
                    StatusRule.ANY_STATUS_SKIPS,
                    SKIP,
                    Places.STRIPPED_PATH_AND_ROOT,
                    StatusRule.SERVER_ERRORS_SKIP,
                    SKIP,
                    ResourceRule.COVERS_AND_IS_NO_LONGER,
                    GIVE_UP,
                    SKIP,
                    SKIP),
            new ServerTraits(
                    Named.OAUTH_AND_OPENID,
                    Origin.OAUTH_AND_OPENID,
                    StatusRule.SERVER_ERRORS_BUT_502_END,
                    GIVE_UP,
                    GIVE_UP,
                    List.of("issuer", "authorization_endpoint", "token_endpoint", "response_types_supported"),
                    List.of("jwks_uri", "subject_types_supported", "id_token_signing_alg_values_supported"),
                    IssuerRule.MAY_LACK_SLASH,
                    IssuerRule.MAY_LACK_SLASH,
                    Defaults.AT_ISSUER),
            new LoginTraits(Pkce.IF_LISTED, true, false));

    static final Traits PYTHON = new Traits(
            new ChallengeTraits(Needs.NOTHING, Hint.ANY, Relative.FATAL, true, true),
            new ResourceTraits(
                    StatusRule.SERVER_ERRORS_FORBID_MORE,
                    NEXT,
                    Places.PATH_AND_ROOT,
                    StatusRule.SERVER_ERRORS_FORBID_MORE,
                    NEXT,
                    ResourceRule.COVERS,
                    GIVE_UP,
                    NEXT,
                    NEXT),
            new ServerTraits(
                    Named.OAUTH_AND_OPENID,
                    Origin.OAUTH,
                    StatusRule.SERVER_ERRORS_END_THE_SEARCH,
                    NEXT,
                    NEXT,
                    ServerTraits.ISSUER_AND_ENDPOINTS,
                    List.of(),
                    IssuerRule.EXACT,
                    IssuerRule.ROOT_SLASH,
                    Defaults.AT_ORIGIN),
            new LoginTraits(Pkce.NOT_LOOKED_AT, true, true));

    static final Traits CSHARP = new Traits(
            new ChallengeTraits(Needs.BEARER_OR_NOTHING, Hint.BEARER, Relative.FATAL, true, true),
            new ResourceTraits(
                    StatusRule.ANY_FAILURE_ENDS,
                    GIVE_UP,
                    Places.STRIPPED_PATH_AND_ROOT,
                    StatusRule.ANY_STATUS_IS_ABSENT,
                    GIVE_UP,
                    ResourceRule.MCP_URL_OR_ORIGIN,
                    GIVE_UP,
                    GIVE_UP,
                    GIVE_UP),
            new ServerTraits(
                    Named.OAUTH_AND_OPENID,
                    Origin.OAUTH_AND_OPENID,
                    StatusRule.ANY_FAILURE_IS_ABSENT,
                    NEXT,
                    GIVE_UP,
                    List.of("authorization_endpoint"),
                    List.of(),
                    IssuerRule.EXACT,
                    IssuerRule.NOT_LOOKED_AT,
                    Defaults.WITHOUT_RESOURCE_METADATA),
            new LoginTraits(Pkce.S256_LISTED_SOMEWHERE, true, false));

    static final Traits GO = new Traits(
            new ChallengeTraits(Needs.NOTHING, Hint.ANY, Relative.IGNORED, true, true),
            new ResourceTraits(
                    StatusRule.ANY_FAILURE_IS_ABSENT,
                    NEXT,
                    Places.PATH_AND_ROOT,
                    StatusRule.ANY_FAILURE_IS_ABSENT,
                    NEXT,
                    ResourceRule.EXACT_PER_PLACE,
                    NEXT,
                    NEXT,
                    GIVE_UP),
            new ServerTraits(
                    Named.OAUTH_AND_OPENID,
                    Origin.OAUTH_AND_OPENID,
                    StatusRule.CLIENT_ERRORS_ARE_ABSENT,
                    GIVE_UP,
                    GIVE_UP,
                    List.of(),
                    List.of(),
                    IssuerRule.ANY_SLASH,
                    IssuerRule.ANY_SLASH,
                    Defaults.AT_ISSUER),
            new LoginTraits(Pkce.LISTED, true, true));

    static final Traits RUST = new Traits(
            new ChallengeTraits(Needs.NOTHING, Hint.ANY, Relative.RESOLVED, false, true),
            new ResourceTraits(
                    StatusRule.TRANSIENT_ERRORS_END,
                    NEXT,
                    Places.STRIPPED_PATH_AND_ROOT,
                    StatusRule.TRANSIENT_ERRORS_END,
                    SKIP,
                    ResourceRule.COVERS_AND_IS_NO_LONGER,
                    GIVE_UP,
                    GIVE_UP,
                    SKIP),
            new ServerTraits(
                    Named.EACH_ISSUER,
                    Origin.MCP_PATH_AND_OAUTH,
                    StatusRule.TRANSIENT_ERRORS_END,
                    NEXT,
                    NEXT,
                    ServerTraits.ENDPOINTS,
                    List.of(),
                    IssuerRule.ROOT_SLASH,
                    IssuerRule.ROOT_SLASH,
                    Defaults.AT_ORIGIN),
            new LoginTraits(Pkce.IF_LISTED, true, false));

    private SdkTraits() {}
}
