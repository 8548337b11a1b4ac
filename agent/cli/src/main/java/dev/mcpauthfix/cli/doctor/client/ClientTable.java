package dev.mcpauthfix.cli.doctor.client;

import dev.mcpauthfix.cli.doctor.client.Behaviour.Engine;
import dev.mcpauthfix.cli.doctor.client.Behaviour.WithoutOAuth;
import java.util.List;

/** Which clients there are, and how each behaves, as far as somebody read it. */
public final class ClientTable {

    /** The day of its last change, {@code yyyy-mm-dd}. */
    public static final String VERSION = "2026-11-26";

    /** The client that goes by the hint alone. */
    static final String STRICT = "strict";

    private static final String READ = "2026-11-26";

    /** Those whose errors alone matter; the integration tests see them again. */
    private static final String READ_BEFORE = "2026-11-23";

    static final List<Row> ROWS = List.of(
            row(
                    STRICT,
                    "MCP 2025-06-18 to the letter",
                    "2025-06-18",
                    specification("2025-06-18"),
                    SpecTraits.HINT_ONLY),
            row(
                    "spec-2025-11-25",
                    "MCP 2025-11-25",
                    "2025-11-25",
                    specification("2025-11-25"),
                    SpecTraits.MCP_2025_11_25),
            row(
                    "spec-2026-07-28",
                    "MCP 2026-07-28",
                    "2026-07-28",
                    specification("2026-07-28") + "/",
                    SpecTraits.MCP_2026_07_28),
            row(
                    "java-sdk",
                    "MCP Java SDK without a handler",
                    "1.1.0 to 2.1.0",
                    "modelcontextprotocol/java-sdk mcp-core/.../client/transport/HttpClientStreamableHttpTransport.java",
                    new WithoutOAuth("Authorization error when sending message")),
            row(
                    "spring-mcp-security",
                    "Spring mcp-security",
                    "0.1.10, read and not run",
                    "spring-ai-community/mcp-security v0.1.10 mcp-client-security/.../metadata/McpMetadataDiscoveryService.java,"
                            + " http/client/OAuth2SyncAuthorizationErrorHandler.java",
                    SdkTraits.SPRING),
            row(
                    "typescript",
                    "MCP TypeScript SDK",
                    "2.4.0",
                    "modelcontextprotocol/typescript-sdk packages/client/src/client/auth.ts",
                    SdkTraits.TYPESCRIPT),
            row(
                    "python",
                    "MCP Python SDK",
                    "2.3.0",
                    "modelcontextprotocol/python-sdk src/mcp/client/auth/oauth2.py, utils.py",
                    SdkTraits.PYTHON),
            row(
                    "langchain4j",
                    "langchain4j",
                    "1.4 to 1.19",
                    "langchain4j/langchain4j langchain4j-mcp/.../StreamableHttpMcpTransport.java",
                    new WithoutOAuth("Unexpected status code: 401")),
            row(
                    "csharp",
                    "MCP C# SDK",
                    "2.2.0, read and not run",
                    "modelcontextprotocol/csharp-sdk src/ModelContextProtocol.Core/Authentication/ClientOAuthProvider.cs",
                    SdkTraits.CSHARP),
            row(
                    "go",
                    "MCP Go SDK",
                    "1.7.0, read and not run",
                    "modelcontextprotocol/go-sdk v1.7.0-27-g3d6450f auth/authorization_code.go, auth/shared.go, oauthex/",
                    SdkTraits.GO),
            row(
                    "rust",
                    "MCP Rust SDK",
                    "3.1.4, read and not run",
                    "modelcontextprotocol/rust-sdk crates/rmcp/src/transport/auth.rs",
                    SdkTraits.RUST),
            row(
                    "mcp-auth-fix",
                    "mcp-auth-fix",
                    "this one",
                    "its own engine, which walked the ladder itself",
                    new Engine()));

    private ClientTable() {}

    /** A client and how it behaves. */
    record Row(ClientReading reading, Behaviour behaviour) {}

    /** Every client, in the order in which they are shown. */
    public static List<ClientReading> readings() {
        return ROWS.stream().map(Row::reading).toList();
    }

    /** Whether it is nobody's program, but the specification to the letter. */
    static boolean isReading(ClientReading client) {
        return client.id().equals(STRICT) || client.id().startsWith("spec-");
    }

    /** Whether it is the agent. */
    static boolean isOurs(ClientReading client) {
        return client.id().equals("mcp-auth-fix");
    }

    private static Row row(String id, String name, String versions, String source, Behaviour behaviour) {
        boolean before = behaviour instanceof WithoutOAuth || id.equals("spec-2026-07-28");
        String read = before ? READ_BEFORE : READ;
        return new Row(new ClientReading(id, name, versions, source, read), behaviour);
    }

    private static String specification(String revision) {
        return "modelcontextprotocol/modelcontextprotocol docs/specification/" + revision + "/basic/authorization";
    }
}
