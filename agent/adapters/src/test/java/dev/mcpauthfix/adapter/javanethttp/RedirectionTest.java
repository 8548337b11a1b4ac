package dev.mcpauthfix.adapter.javanethttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectionTest {

    private final HttpRequest request = HttpRequest.newBuilder(URI.create("https://mcp.example.com/mcp"))
            .header("Authorization", "Bearer token")
            .header("Mcp-Session-Id", "1")
            .POST(BodyPublishers.ofString("{}"))
            .build();

    @ParameterizedTest
    @CsvSource({"301,GET", "302,GET", "303,GET", "307,POST", "308,POST"})
    void changesTheMethodAsTheJdkDoes(int status, String method) {
        HttpRequest next = followed(status, "/mcp/");

        assertThat(next.method()).isEqualTo(method);
        assertThat(next.uri()).hasToString("https://mcp.example.com/mcp/");
    }

    @Test
    void keepsTheTokenWithinTheOrigin() {
        HttpRequest next = followed(307, "/mcp/");

        assertThat(next.headers().firstValue("Authorization")).contains("Bearer token");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example.com/mcp",
        "https://mcp.example.com:8443/mcp",
        "https://mcp.example.com.evil.example/mcp"
    })
    void dropsTheTokenWhereTheOriginIsLeft(String location) {
        HttpRequest next = followed(307, location);

        assertThat(next.headers().firstValue("Authorization")).isEmpty();
        assertThat(next.headers().firstValue("Mcp-Session-Id")).contains("1");
    }

    @Test
    void followsNothingTheApplicationsClientWouldNotFollow() {
        assertThat(follow(307, "/mcp/", Redirect.NEVER, 0)).isNull();
        assertThat(follow(307, "http://mcp.example.com/mcp", Redirect.NORMAL, 0))
                .isNull();
        assertThat(follow(307, "http://mcp.example.com/mcp", Redirect.ALWAYS, 0))
                .isNotNull();
        assertThat(follow(307, "ftp://mcp.example.com/mcp", Redirect.ALWAYS, 0)).isNull();
        assertThat(follow(307, "ht tp:// nonsense", Redirect.NORMAL, 0)).isNull();
        assertThat(follow(304, "/mcp/", Redirect.NORMAL, 0)).isNull();
        assertThat(follow(307, null, Redirect.NORMAL, 0)).isNull();
    }

    @Test
    void stopsAfterFiveRedirects() {
        assertThat(follow(307, "/mcp/", Redirect.NORMAL, 4)).isNotNull();
        assertThat(follow(307, "/mcp/", Redirect.NORMAL, 5)).isNull();
    }

    private HttpRequest followed(int status, String location) {
        return Objects.requireNonNull(follow(status, location, Redirect.NORMAL, 0));
    }

    private @Nullable HttpRequest follow(int status, @Nullable String location, Redirect policy, int followed) {
        return Redirection.target(request, new Head(status, location), policy, followed);
    }

    private record Head(int statusCode, @Nullable String location) implements ResponseInfo {
        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(
                    location == null ? Map.of() : Map.of("Location", List.of(location)), (name, value) -> true);
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }
}
