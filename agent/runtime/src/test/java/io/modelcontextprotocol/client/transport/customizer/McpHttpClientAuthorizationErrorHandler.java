package io.modelcontextprotocol.client.transport.customizer;

/** What applications implement, by the name that it has in the MCP Java SDK: the SDK itself is no dependency of this module. */
public interface McpHttpClientAuthorizationErrorHandler {

    /** A handler in one method. */
    interface Sync {
        void handle();
    }

    /** The SDK's own. */
    final class Noop implements McpHttpClientAuthorizationErrorHandler {}
}
