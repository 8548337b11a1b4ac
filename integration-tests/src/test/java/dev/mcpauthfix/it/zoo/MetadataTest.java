package dev.mcpauthfix.it.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands at the addresses where clients look for metadata. */
class MetadataTest {

    private static final String RESOURCE = "/.well-known/oauth-protected-resource";
    private static final String SERVER = "/.well-known/oauth-authorization-server";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource({
        "FOUNDING, " + RESOURCE + ", 404",
        "FOUNDING, " + SERVER + ", 200",
        "OPENID_AT_ORIGIN, " + SERVER + ", 404",
        "OPENID_AT_ORIGIN, /.well-known/openid-configuration, 200",
        "HEALTHY, " + RESOURCE + "/team/mcp, 200",
        "HINT_ONLY, " + RESOURCE + "/team/mcp, 404",
        "HINT_ONLY, /custom/metadata/location.json, 200",
        "DEAD_HINT, /oauth/resource.json, 404",
        "DEAD_HINT, " + RESOURCE + "/team/mcp, 200",
        "DEAD_HINT_ALONE, " + RESOURCE + "/mcp, 404",
        "RELATIVE_HINT, " + RESOURCE + "/team/mcp, 200",
        "WEB_PAGE_AT_WELL_KNOWN, " + RESOURCE + ", 200",
        "WEB_PAGE_AT_WELL_KNOWN, " + SERVER + ", 200",
        "WEB_PAGE_EVERYWHERE, " + SERVER + ", 200",
        "WEB_PAGE_EVERYWHERE, /authorize, 200",
        "EMPTY_OBJECTS, " + RESOURCE + "/mcp, 200",
        "EMPTY_OBJECTS, /authorize, 404",
        "METADATA_BEHIND_401, " + RESOURCE + ", 401",
        "METADATA_BEHIND_401, " + SERVER + ", 200",
        "METADATA_SERVER_ERROR, " + RESOURCE + ", 500",
        "METADATA_SERVER_ERROR, " + SERVER + ", 200",
        "GATEWAY_ERROR, " + SERVER + ", 502",
        "GATEWAY_ERROR, /authorize, 502",
        "DEFAULT_ENDPOINTS, " + SERVER + ", 404",
        "STATIC_TOKEN, " + SERVER + ", 404",
        "STATIC_TOKEN, /authorize, 404",
        "SESSION_PROXY, /login, 200",
        "SESSION_PROXY, " + SERVER + ", 302",
        "MOVED, " + SERVER + ", 200",
        "NO_AUTHORIZATION_SERVERS, " + SERVER + ", 404",
        "ENDLESS_REDIRECTS, " + SERVER + ", 302",
        "INWARD_REDIRECT, " + SERVER + ", 302"
    })
    void standsWhereItPromises(Animal animal, String path, int status) throws Exception {
        try (Cage cage = animal.open()) {
            assertThat(Visit.get(cage, path).statusCode()).isEqualTo(status);
        }
    }

    @Test
    void isAWebPageForAddressesOfASinglePageApplication() throws Exception {
        try (Cage cage = Animal.WEB_PAGE_AT_WELL_KNOWN.open()) {
            HttpResponse<String> page = Visit.get(cage, RESOURCE);

            assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
            assertThat(page.body()).startsWith("<!doctype html>");
            assertThat(document(cage, SERVER).path("issuer").asString()).isEqualTo(origin(cage));
        }
    }

    @Test
    void ofTheHealthyOneIsRight() throws Exception {
        try (Cage cage = Animal.HEALTHY.open()) {
            JsonNode resource = document(cage, RESOURCE + "/team/mcp");
            String issuer = resource.path("authorization_servers").path(0).asString();
            JsonNode server = JSON.readTree(Visit.get(cage, issuer.replace("/tenant1", SERVER + "/tenant1"))
                    .body());

            assertThat(resource.path("resource").asString())
                    .isEqualTo(cage.url().toString());
            assertThat(server.path("issuer").asString()).isEqualTo(issuer).doesNotStartWith(origin(cage));
            assertThat(server.path("registration_endpoint").asString()).startsWith(issuer);
            assertThat(server.path("code_challenge_methods_supported").path(0).asString())
                    .isEqualTo("S256");
        }
    }

    @Test
    void atTheOriginMaySpeakOfAnotherOrigin() throws Exception {
        try (Cage cage = Animal.FOREIGN_ISSUER.open()) {
            JsonNode server = document(cage, SERVER);

            assertThat(server.path("issuer").asString()).startsWith("http://").doesNotStartWith(origin(cage));
            assertThat(server.path("token_endpoint").asString())
                    .startsWith(server.path("issuer").asString());
        }
    }

    @Test
    void mayNameTheResourceOfAnotherHost() throws Exception {
        try (Cage cage = Animal.OTHER_RESOURCE.open()) {
            assertThat(document(cage, RESOURCE + "/team/mcp").path("resource").asString())
                    .isEqualTo("https://other.example/mcp");
        }
    }

    @Test
    void mayNameNoAuthorizationServer() throws Exception {
        try (Cage cage = Animal.NO_AUTHORIZATION_SERVERS.open()) {
            JsonNode resource = document(cage, RESOURCE + "/team/mcp");

            assertThat(resource.path("resource").asString())
                    .isEqualTo(cage.url().toString());
            assertThat(resource.has("authorization_servers")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ISSUER_MISMATCH, issuer, \"https://other.example\"",
        "PKCE_MISSING, code_challenge_methods_supported, ''",
        "PKCE_PLAIN, code_challenge_methods_supported, [\"plain\"]",
        "NO_REGISTRATION, registration_endpoint, ''"
    })
    void ofTheAuthorizationServerMayBeWrong(Animal animal, String name, String json) throws Exception {
        try (Cage cage = animal.open()) {
            String issuer = document(cage, RESOURCE + "/team/mcp")
                    .path("authorization_servers")
                    .path(0)
                    .asString();
            JsonNode server = document(cage, issuer.replace("/tenant1", SERVER + "/tenant1"));

            assertThat(server.path(name).toString()).isEqualTo(json);
        }
    }

    private static JsonNode document(Cage cage, String path) throws Exception {
        return JSON.readTree(Visit.get(cage, path).body());
    }

    private static String origin(Cage cage) {
        return cage.url().getScheme() + "://" + cage.url().getRawAuthority();
    }
}
