package dev.mcpauthfix.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SeenLibrariesTest {

    @Test
    void knowsLibrariesByTheNamesOfTheirJars() {
        SeenLibraries seen = SeenLibraries.named(Set.of(
                "mcp-core-2.0.0.jar",
                "mcp-spring-webflux-0.17.0.jar",
                "okhttp-jvm-5.5.0.jar",
                "io.vertx.vertx-core-4.5.1.jar",
                "httpclient5-5.6.jar",
                "httpclient-4.5.14.jar"));

        assertThat(seen.mcp()).containsExactly("MCP Java SDK", "MCP Java SDK for Spring");
        assertThat(seen.http()).containsExactly("Apache HttpClient 4", "Apache HttpClient 5", "OkHttp", "Vert.x");
    }

    @Test
    void takesNoOtherJarForOneOfThem() {
        SeenLibraries seen = SeenLibraries.named(
                Set.of("okhttp-sse-5.5.0.jar", "mcp-server-kit-1.0.jar", "httpclient.jar", "vertx-web-4.5.1.jar"));

        assertThat(seen.mcp()).isEmpty();
        assertThat(seen.http()).isEmpty();
    }
}
