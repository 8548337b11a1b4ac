package dev.mcpauthfix.cli.doctor.client;

import static dev.mcpauthfix.cli.doctor.client.Predicted.connects;
import static dev.mcpauthfix.cli.doctor.client.Predicted.fails;
import static dev.mcpauthfix.cli.doctor.client.Predicted.needsCredentials;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.ISSUER;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.ISSUER_APPENDED;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.ISSUER_OAUTH;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.ISSUER_OPENID;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.MCP;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.OAUTH_ROOT;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.OPENID_ROOT;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.ORIGIN;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.RESOURCE_PATH;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.RESOURCE_ROOT;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.healthy;
import static dev.mcpauthfix.cli.doctor.client.Surveyed.refusing;

import dev.mcpauthfix.cli.doctor.client.Prediction.Step;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each trait by a server at which it decides. */
class ClientLadderTest {

    private static final String CUSTOM = ORIGIN + "/custom.json";

    @Test
    void whoGoesByTheHintAloneFailsWithoutIt() {
        Surveyed surveyed = refusing("Bearer").resource(RESOURCE_PATH, MCP).server(ISSUER_OAUTH, ISSUER);

        fails(surveyed, "strict", Step.CHALLENGE, "no resource_metadata");
        connects(
                surveyed,
                "spec-2025-11-25",
                "spec-2026-07-28",
                "spring-mcp-security",
                "typescript",
                "python",
                "csharp",
                "go",
                "rust");
    }

    @Test
    void springGivesUpWithoutAnyChallenge() {
        Surveyed surveyed = refusing().resource(RESOURCE_PATH, MCP).server(ISSUER_OAUTH, ISSUER);

        fails(surveyed, "spring-mcp-security", Step.CHALLENGE, "no WWW-Authenticate");
        connects(surveyed, "typescript", "python", "spec-2026-07-28");
    }

    @Test
    void typeScriptReadsAHintBehindTheFirstSchemeOnlyIfThatIsBearer() {
        Surveyed surveyed = refusing("Negotiate", "Bearer resource_metadata=\"" + CUSTOM + "\"")
                .resource(CUSTOM, MCP)
                .server(ISSUER_OAUTH, ISSUER)
                .assumed(404, "");

        fails(surveyed, "typescript", Step.AUTHORIZATION, "/authorize");
        connects(surveyed, "python", "strict", "go");
        fails(surveyed, "spring-mcp-security", Step.RESOURCE_METADATA, "oauth-protected-resource (404)");
    }

    @Test
    void aRelativeHintIsResolvedIgnoredOrFatal() {
        Surveyed surveyed = refusing("Bearer resource_metadata=\"/custom.json\"")
                .resource(CUSTOM, MCP)
                .server(ISSUER_OAUTH, ISSUER);

        connects(surveyed, "rust");
        fails(
                surveyed,
                "spec-2026-07-28",
                Step.RESOURCE_METADATA,
                "/.well-known/oauth-protected-resource/team/mcp (404)");
        fails(surveyed, "python", Step.CHALLENGE, "no absolute address");
    }

    @Test
    void rustFollowsNoHintToAnotherOrigin() {
        String elsewhere = "https://docs.example/custom.json";
        Surveyed surveyed = refusing("Bearer resource_metadata=\"" + elsewhere + "\"")
                .resource(elsewhere, MCP)
                .server(ISSUER_OAUTH, ISSUER)
                .assumed(404, "");

        fails(surveyed, "rust", Step.AUTHORIZATION, "/authorize");
        connects(surveyed, "python");
    }

    @Test
    void aDeadHintLeadsToTheWellKnownAddressesToTheOriginOrNowhere() {
        Surveyed surveyed = healthy()
                .answering(401, "Bearer resource_metadata=\"" + CUSTOM + "\"")
                .status(CUSTOM, 404)
                .assumed(404, "");

        connects(surveyed, "python", "go", "rust", "spring-mcp-security");
        fails(surveyed, "typescript", Step.AUTHORIZATION, "/authorize");
        fails(surveyed, "csharp", Step.RESOURCE_METADATA, "/custom.json (404)");
    }

    @Test
    void aTrailingSlashIsKeptOrStripped() {
        String slashed = MCP + "/";
        Surveyed surveyed = Surveyed.refusingAt(slashed, "Bearer")
                .resource(RESOURCE_PATH, slashed)
                .status(RESOURCE_PATH + "/", 404)
                .server(ISSUER_OAUTH, ISSUER);

        connects(surveyed, "typescript", "csharp", "rust");
        fails(surveyed, "spring-mcp-security", Step.RESOURCE_METADATA, "/team/mcp/ (404)");
    }

    @Test
    void aStatusOfThePathIsAbsenceToSomeAndFailureToOthers() {
        Surveyed surveyed = refusing("Bearer")
                .status(RESOURCE_PATH, 403)
                .resource(RESOURCE_ROOT, ORIGIN)
                .server(ISSUER_OAUTH, ISSUER);

        connects(surveyed, "typescript", "python", "csharp", "go", "rust", "spec-2025-11-25");
        fails(surveyed, "spring-mcp-security", Step.RESOURCE_METADATA, "(403)");
    }

    @Test
    void aServerErrorOfThePathSkipsForbidsOrEnds() {
        Surveyed surveyed = refusing("Bearer").status(RESOURCE_PATH, 500).server(OAUTH_ROOT, ORIGIN);

        connects(surveyed, "typescript", "csharp", "go");
        fails(surveyed, "python", Step.RESOURCE_METADATA, "/team/mcp (500)");
        fails(surveyed, "rust", Step.RESOURCE_METADATA, "/team/mcp (500)");
    }

    @Test
    void aPageInsteadOfADocumentIsAbsenceOrTheEnd() {
        Surveyed surveyed = refusing("Bearer")
                .status(RESOURCE_PATH, 200)
                .resource(RESOURCE_ROOT, ORIGIN)
                .server(ISSUER_OAUTH, ISSUER);

        connects(surveyed, "python", "go");
        fails(surveyed, "spring-mcp-security", Step.RESOURCE_METADATA, "no JSON object");
        fails(surveyed, "csharp", Step.RESOURCE_METADATA, "no JSON object");
    }

    @Test
    void theResourceMustBeEqualToSomeAndCoverToOthers() {
        Surveyed surveyed = healthy().resource(RESOURCE_PATH, ORIGIN + "/team");

        connects(surveyed, "typescript", "python", "rust");
        fails(surveyed, "spec-2026-07-28", Step.RESOURCE_METADATA, "the document is for " + ORIGIN + "/team");
        fails(surveyed, "csharp", Step.RESOURCE_METADATA, "the document is for");
        fails(surveyed, "spring-mcp-security", Step.RESOURCE_METADATA, "the document is for");
    }

    @Test
    void theOriginAsResourceOfThePathIsEnoughForCSharp() {
        Surveyed surveyed = healthy().resource(RESOURCE_PATH, ORIGIN);

        connects(surveyed, "csharp", "typescript");
        fails(surveyed, "strict", Step.RESOURCE_METADATA, "the document is for");
    }

    @Test
    void typeScriptTakesNoResourceWithOneSlashMore() {
        Surveyed surveyed = healthy().resource(RESOURCE_PATH, MCP + "/");

        fails(surveyed, "typescript", Step.RESOURCE_METADATA, "the document is for");
        connects(surveyed, "python");
    }

    @Test
    void aDocumentThatNamesNoServerEndsItOrIsLeftOut() {
        Surveyed surveyed = refusing("Bearer")
                .document(RESOURCE_PATH, Map.of("resource", MCP))
                .server(OAUTH_ROOT, ORIGIN);

        connects(surveyed, "typescript", "python", "rust");
        fails(surveyed, "go", Step.RESOURCE_METADATA, "no authorization_servers");
    }

    @Test
    void withoutResourceMetadataSomeStopAndSomeAskTheOrigin() {
        Surveyed surveyed = refusing("Bearer").server(OAUTH_ROOT, ORIGIN);

        connects(surveyed, "typescript", "python", "csharp", "go", "rust");
        fails(surveyed, "spec-2025-11-25", Step.RESOURCE_METADATA, "does not look for authorization server metadata");
        fails(
                surveyed,
                "spring-mcp-security",
                Step.RESOURCE_METADATA,
                "does not look for authorization server metadata");
    }

    @Test
    void pythonDoesNotAskForOpenIdMetadataAtTheOrigin() {
        Surveyed surveyed = refusing("Bearer").server(OPENID_ROOT, ORIGIN);

        connects(surveyed, "csharp", "go");
        fails(surveyed, "python", Step.AUTHORIZATION, "assumes /authorize");
    }

    @Test
    void aServerErrorOfTheAuthorizationServerEndsItOrIsPassedBy() {
        Surveyed surveyed = healthy().status(ISSUER_OAUTH, 503).server(ISSUER_OPENID, ISSUER);

        connects(surveyed, "csharp");
        fails(surveyed, "typescript", Step.SERVER_METADATA, "(503)");
        fails(surveyed, "go", Step.SERVER_METADATA, "(503)");
        fails(surveyed.assumed(404, ""), "python", Step.AUTHORIZATION, "assumes /authorize");
    }

    @Test
    void strictAsksForOAuthMetadataAndNoOther() {
        Surveyed surveyed = healthy().status(ISSUER_OAUTH, 404).server(ISSUER_APPENDED, ISSUER);

        fails(surveyed, "strict", Step.SERVER_METADATA, "finds no metadata");
        connects(surveyed, "spec-2026-07-28", "spring-mcp-security", "python", "csharp", "go", "rust");
    }

    @Test
    void typeScriptWantsAllOfOpenIdAtAnOpenIdAddress() {
        Surveyed surveyed = healthy().status(ISSUER_OAUTH, 404).server(ISSUER_APPENDED, ISSUER);
        fails(surveyed, "typescript", Step.SERVER_METADATA, "no jwks_uri");

        Map<String, @Nullable Object> metadata = Surveyed.metadata(ISSUER);
        metadata.put("jwks_uri", ISSUER + "/jwks");
        metadata.put("subject_types_supported", List.of("public"));
        metadata.put("id_token_signing_alg_values_supported", List.of("RS256"));
        connects(surveyed.document(ISSUER_APPENDED, metadata), "typescript");
    }

    @Test
    void anotherIssuerEndsIt() {
        Surveyed surveyed = healthy().server(ISSUER_OAUTH, "https://login.example/other");

        fails(surveyed, "spec-2026-07-28", Step.SERVER_METADATA, "of the issuer https://login.example/other");
        fails(surveyed, "typescript", Step.SERVER_METADATA, "of the issuer");
        fails(surveyed, "python", Step.SERVER_METADATA, "of the issuer");
        fails(surveyed, "spec-2025-11-25", Step.SERVER_METADATA, "of the issuer");
    }

    @Test
    void aSlashMoreIsAnotherIssuerToAllButGo() {
        Surveyed surveyed = healthy().server(ISSUER_OAUTH, ISSUER + "/");

        connects(surveyed, "go");
        fails(surveyed, "typescript", Step.SERVER_METADATA, "of the issuer");
        fails(surveyed, "rust", Step.SERVER_METADATA, "of the issuer");
    }

    @Test
    void atTheOriginAnotherIssuerEndsItForAllButCSharp() {
        Surveyed surveyed = refusing("Bearer").server(OAUTH_ROOT, "https://cf.tools.example");

        connects(surveyed, "csharp");
        fails(surveyed, "typescript", Step.SERVER_METADATA, "of the issuer https://cf.tools.example");
        fails(surveyed, "python", Step.SERVER_METADATA, "of the issuer https://cf.tools.example");
    }

    @Test
    void aListOfPkceMethodsThatIsAbsentIsRefusedOrOverlooked() {
        Surveyed surveyed = healthy().document(ISSUER_OAUTH, without("code_challenge_methods_supported"));

        connects(surveyed, "typescript", "python", "rust", "spring-mcp-security", "strict");
        fails(surveyed, "spec-2025-11-25", Step.AUTHORIZATION, "does not list code_challenge_methods_supported");
        fails(surveyed, "go", Step.AUTHORIZATION, "does not list code_challenge_methods_supported");
    }

    @Test
    void cSharpLooksForPkceInTheNextDocument() {
        Surveyed surveyed = healthy().document(ISSUER_OAUTH, without("code_challenge_methods_supported"));
        fails(surveyed, "csharp", Step.AUTHORIZATION, "does not list code_challenge_methods_supported");

        connects(surveyed.server(ISSUER_OPENID, ISSUER), "csharp");
    }

    @Test
    void plainPkceAloneIsRefusedByThoseThatLook() {
        Map<String, @Nullable Object> metadata = Surveyed.metadata(ISSUER);
        metadata.put("code_challenge_methods_supported", List.of("plain"));
        Surveyed surveyed = healthy().document(ISSUER_OAUTH, metadata);

        fails(surveyed, "typescript", Step.AUTHORIZATION, "lists plain, not S256");
        connects(surveyed, "python", "go");
        fails(surveyed, "csharp", Step.AUTHORIZATION, "lists plain, not S256");
    }

    @Test
    void typeScriptWantsResponseTypes() {
        Surveyed surveyed = healthy().document(ISSUER_OAUTH, without("response_types_supported"));

        fails(surveyed, "typescript", Step.SERVER_METADATA, "no response_types_supported");
        connects(surveyed, "python");
    }

    @Test
    void withoutAnyMetadataEndpointsAreAssumedOrNot() {
        Surveyed there = refusing("Bearer").assumed(302, "");
        connects(there, "typescript", "python", "csharp", "go", "rust");
        fails(there, "spring-mcp-security", Step.RESOURCE_METADATA, "does not look");

        fails(refusing("Bearer").assumed(405, ""), "typescript", Step.AUTHORIZATION, "answers 405");
    }

    @Test
    void cSharpAssumesNoEndpointsWhereAnIssuerIsNamed() {
        Surveyed surveyed = healthy().status(ISSUER_OAUTH, 404).assumed(302, "");

        fails(surveyed, "csharp", Step.SERVER_METADATA, "finds no metadata");
        connects(surveyed, "python");
    }

    @Test
    void whoCannotRegisterNeedsAClientIdentifier() {
        Surveyed surveyed = healthy().document(ISSUER_OAUTH, without("registration_endpoint"));

        needsCredentials(surveyed, "typescript", Step.REGISTRATION, "no registration_endpoint");
        needsCredentials(surveyed, "spring-mcp-security", Step.REGISTRATION, "no registration_endpoint");
    }

    @Test
    void aMetadataDocumentIsAnIdentifierForThoseThatCanHaveOne() {
        Map<String, @Nullable Object> metadata = without("registration_endpoint");
        metadata.put("client_id_metadata_document_supported", true);
        Surveyed surveyed = healthy().document(ISSUER_OAUTH, metadata);

        connects(surveyed, "typescript", "python", "csharp", "go", "rust", "spec-2025-11-25");
        needsCredentials(surveyed, "spring-mcp-security", Step.REGISTRATION, "no registration_endpoint");
        needsCredentials(surveyed, "strict", Step.REGISTRATION, "no registration_endpoint");
    }

    private static Map<String, @Nullable Object> without(String member) {
        Map<String, @Nullable Object> metadata = Surveyed.metadata(ISSUER);
        metadata.remove(member);
        return metadata;
    }
}
