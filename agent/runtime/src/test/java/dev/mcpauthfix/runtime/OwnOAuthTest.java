package dev.mcpauthfix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.transport.customizer.McpHttpClientAuthorizationErrorHandler;
import org.junit.jupiter.api.Test;
import org.springaicommunity.mcp.security.client.SomeCustomizer;
import org.springaicommunity.mcp.security.client.SomeErrorHandler;

final class OwnOAuthTest {

    private static final class OwnHandler implements McpHttpClientAuthorizationErrorHandler {}

    @Test
    void isSpringsMcpSecurityClientWhereThatHandlesRefusals() {
        assertThat(OwnOAuth.among(
                        new Class<?>[] {SomeErrorHandler.class, McpHttpClientAuthorizationErrorHandler.class}))
                .isEqualTo("Spring's MCP security client (" + SomeErrorHandler.class.getName() + ")");
    }

    @Test
    void isNotSpringsMcpSecurityClientOfAVersionThatFollowsNoHint() {
        assertThat(OwnOAuth.among(new Class<?>[] {SomeCustomizer.class, McpHttpClientAuthorizationErrorHandler.class}))
                .isNull();
    }

    @Test
    void isAHandlerOfTheApplicationsForTheMcpJavaSdk() {
        assertThat(OwnOAuth.among(
                        new Class<?>[] {OwnHandler.class, String.class, McpHttpClientAuthorizationErrorHandler.class}))
                .isEqualTo("its own handler of refusals for the MCP Java SDK (" + OwnHandler.class.getName() + ")");
    }

    @Test
    void isALambdaThatHandlesRefusals() {
        McpHttpClientAuthorizationErrorHandler.Sync handler = () -> {};

        assertThat(OwnOAuth.among(
                        new Class<?>[] {handler.getClass(), McpHttpClientAuthorizationErrorHandler.Sync.class}))
                .startsWith("its own handler of refusals");
    }

    @Test
    void isNotTheSdksOwnHandlerThatDoesNothing() {
        assertThat(OwnOAuth.among(new Class<?>[] {
                    String.class,
                    McpHttpClientAuthorizationErrorHandler.class,
                    McpHttpClientAuthorizationErrorHandler.Noop.class
                }))
                .isNull();
    }
}
