package dev.mcpauthfix.it.zoo;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a plain POST to the URL of each animal meets. */
class AnimalIT {

    private static final String BARE = "401 Bearer error=\"invalid_token\"";
    private static final String HINT =
            "401 Bearer resource_metadata=\"{origin}/.well-known/oauth-protected-resource{path}\"";

    private static final Map<Animal, String> ANSWERS = new EnumMap<>(Map.ofEntries(
            entry(Animal.FOUNDING, BARE),
            entry(Animal.OPENID_AT_ORIGIN, BARE),
            entry(Animal.BARE_401, "401 "),
            entry(Animal.FORBIDDEN_BEARER, "403 Bearer error=\"invalid_token\""),
            entry(Animal.HEALTHY, HINT),
            entry(Animal.RESOURCE_METADATA_PATH, BARE),
            entry(Animal.RESOURCE_METADATA_ROOT, BARE),
            entry(Animal.SERVER_METADATA_PATH, BARE),
            entry(Animal.DEFAULT_ENDPOINTS, BARE),
            entry(Animal.HINT_ONLY, "401 Bearer resource_metadata=\"{origin}/custom/metadata/location.json\""),
            entry(Animal.DEAD_HINT, "401 Bearer resource_metadata=\"{origin}/oauth/resource.json\""),
            entry(
                    Animal.DEAD_HINT_ALONE,
                    "401 Bearer resource_metadata=\"http://127.0.0.1:{port}/.well-known/oauth-protected-resource/mcp\""),
            entry(
                    Animal.RELATIVE_HINT,
                    "401 Bearer resource_metadata=\"/.well-known/oauth-protected-resource/team/mcp\""),
            entry(Animal.WEB_PAGE_AT_WELL_KNOWN, BARE),
            entry(Animal.WEB_PAGE_EVERYWHERE, BARE),
            entry(Animal.EMPTY_OBJECTS, BARE),
            entry(Animal.METADATA_BEHIND_401, BARE),
            entry(Animal.METADATA_SERVER_ERROR, BARE),
            entry(Animal.GATEWAY_ERROR, BARE),
            entry(Animal.API_KEY, "401 ApiKey realm=\"tools\""),
            entry(Animal.API_KEY_BARE, "401 Key realm=\"kong\""),
            entry(Animal.STATIC_TOKEN, "401 Bearer realm=\"tools\""),
            entry(Animal.BASIC, "401 Basic realm=\"tools\""),
            entry(Animal.NEGOTIATE, "401 Negotiate"),
            entry(Animal.FORBIDDEN, "403 "),
            entry(Animal.NOT_FOUND, "404 "),
            entry(Animal.OPEN, "200 "),
            entry(Animal.SESSION_PROXY, "302  to /login?next=/mcp"),
            entry(Animal.MOVED, "307  to /mcp/"),
            entry(Animal.FOREIGN_ISSUER, BARE),
            entry(Animal.ISSUER_MISMATCH, HINT),
            entry(Animal.OTHER_RESOURCE, HINT),
            entry(Animal.NO_AUTHORIZATION_SERVERS, HINT),
            entry(Animal.PKCE_MISSING, HINT),
            entry(Animal.PKCE_PLAIN, HINT),
            entry(Animal.NO_REGISTRATION, HINT),
            entry(Animal.REGISTRATION_REFUSED, HINT),
            entry(Animal.NEGOTIATE_FIRST, HINT.replace("401 ", "401 Negotiate and ")),
            entry(Animal.TYPESCRIPT_TEXT, BARE + ", error_description=\"Missing Authorization header\""),
            entry(Animal.PYTHON_TEXT, BARE + ", error_description=\"Authentication required\""),
            entry(
                    Animal.CLOUDFLARE_TEXT,
                    "401 Bearer realm=\"OAuth\", error=\"invalid_token\", "
                            + "error_description=\"Missing or invalid access token\""),
            entry(Animal.EXPIRED_CERTIFICATE, SSLHandshakeException.class.getName()),
            entry(Animal.SELF_SIGNED, SSLHandshakeException.class.getName()),
            entry(Animal.WRONG_NAME, SSLHandshakeException.class.getName()),
            entry(Animal.NO_TLS, SSLException.class.getName()),
            entry(Animal.CLOSED_PORT, ConnectException.class.getName()),
            entry(Animal.UNKNOWN_HOST, ConnectException.class.getName()),
            entry(Animal.SILENT, HttpTimeoutException.class.getName()),
            entry(Animal.DRIPPING, HttpTimeoutException.class.getName()),
            entry(Animal.SLOW, BARE),
            entry(Animal.ENDLESS_METADATA, HINT),
            entry(Animal.HUGE_METADATA, HINT),
            entry(Animal.DEEP_METADATA, HINT),
            entry(Animal.ZIP_BOMB, HINT),
            entry(
                    Animal.TERMINAL_ESCAPES,
                    BARE + ", error_description=\"" + asAClientReads(TerminalEscapes.IN_A_HEAD) + "\", "
                            + HINT.replace("401 Bearer ", "")),
            entry(Animal.INWARD_REDIRECT, HINT),
            entry(Animal.ELSEWHERE_REDIRECT, HINT),
            entry(Animal.INWARD_HINT, "401 Bearer resource_metadata=\"http://169.254.169.254/x\""),
            entry(Animal.ENDLESS_REDIRECTS, HINT),
            entry(Animal.HEADER_FLOOD, "java.net.ProtocolException")));

    @ParameterizedTest
    @EnumSource
    void answersAsItPromises(Animal animal) throws Exception {
        boolean endless = animal == Animal.SILENT || animal == Animal.DRIPPING;
        try (Cage cage = animal.open()) {
            String origin = cage.url().resolve("/").toString().replaceFirst("/$", "");
            String expected = String.valueOf(ANSWERS.get(animal))
                    .replace("{origin}", origin)
                    .replace("{path}", cage.url().getPath());

            String met = meet(cage, endless ? Duration.ofSeconds(2) : Visit.PATIENCE);

            assertThat(expected.contains("{port}") ? met.replaceAll(":\\d+/", ":{port}/") : met)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatItShowsInOneLine(Animal animal) {
        assertThat(animal.shows()).hasSizeBetween(10, 120).doesNotContain("\n", "|");
    }

    @Test
    void everyAnimalHasANameOfItsOwnInKebabCase() {
        assertThat(Arrays.stream(Animal.values()).map(Animal::toString))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*"));
        assertThat(Animal.named("bare-401")).contains(Animal.BARE_401);
        assertThat(Animal.named("BARE_401")).isEmpty();
    }

    private static String meet(Cage cage, Duration patience) throws InterruptedException {
        try {
            HttpResponse<String> answer = Visit.post(cage.url(), patience);
            String challenges = String.join(" and ", answer.headers().allValues("WWW-Authenticate"));
            String location =
                    answer.headers().firstValue("Location").map(" to "::concat).orElse("");
            return answer.statusCode() + " " + challenges + location;
        } catch (IOException failure) {
            return failure.getClass().getName();
        }
    }

    /** Header values are bytes, and Java's client reads each as one character. */
    private static String asAClientReads(String header) {
        return new String(header.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
