package dev.mcpauthfix.it.client;

/** What clients say today at a server that wants a login: the texts that people search for. */
final class Complaints {

    private static final String NOT_INITIALIZED = "RuntimeException: Client failed to initialize by explicit API call";

    private static final String FACTORY_METHOD =
            "Failed to instantiate [java.util.List]: Factory method 'mcpSyncClients' threw exception with message: ";

    private static final String AUTHORIZATION = NOT_INITIALIZED
            + " caused by McpHttpClientTransportAuthorizationException: Authorization error when sending message";

    private static final String NO_STATUS = NOT_INITIALIZED
            + " caused by RuntimeException: Failed to send message: AggregateResponseEvent["
            + "responseInfo=jdk.internal.net.http.ResponseInfoImpl@{hash}, data={\"error\":\"invalid_token\"}";

    private static final String WEB_CLIENT = NOT_INITIALIZED
            + " caused by McpTransportException: Sending request failed, 401 Unauthorized from POST {mcp}"
            + " caused by Unauthorized: 401 Unauthorized from POST {mcp}";

    private static final String TIMEOUT = "Did not observe any item or terminal signal within "
            + RealClient.SHORT_SECONDS + "000ms in '{operator}' (and no fallback has been configured)";

    /** SDK 0.11 to 1.0, streamable: not even the status. */
    static final String SDK_NO_STATUS = "✗ " + NO_STATUS;

    /** SDK 1.1 and newer, streamable. */
    static final String SDK_AUTHORIZATION = "✗ " + AUTHORIZATION;

    /** SDK 0.11 and newer, HTTP+SSE: it never learns of the 401. */
    static final String SDK_SSE = "✗ " + NOT_INITIALIZED + " caused by TimeoutException: " + TIMEOUT;

    /** SDK 0.10, HTTP+SSE. */
    static final String SDK_0_10_SSE = "✗ ReactiveException: java.util.concurrent.TimeoutException: " + TIMEOUT
            + " caused by TimeoutException: " + TIMEOUT;

    static final String WEB_FLUX = "✗ " + WEB_CLIENT;

    /** An application on Spring AI 1.0 does not start. */
    static final String SPRING_AI_1_0 = bean("autoconfigure", "java.util.concurrent.TimeoutException: " + TIMEOUT)
            + " caused by ReactiveException: java.util.concurrent.TimeoutException: " + TIMEOUT
            + " caused by TimeoutException: " + TIMEOUT;

    /** An application on Spring AI 1.1 does not start. */
    static final String SPRING_AI_1_1 = springAi(NO_STATUS);

    /** An application on Spring AI 2.0 does not start. */
    static final String SPRING_AI_2_0 = springAi(AUTHORIZATION);

    /** An application on Spring AI over WebFlux does not start. */
    static final String SPRING_AI_WEB_FLUX = springAi(WEB_CLIENT);

    static final String SPRING_AI_SSE = springAi(NOT_INITIALIZED + " caused by TimeoutException: " + TIMEOUT);

    /** langchain4j and Quarkus, streamable. */
    static final String LANGCHAIN4J = langchain4j("Unexpected status code: 401");

    static final String LANGCHAIN4J_SSE = langchain4j("The server returned: Unauthorized");

    static final String LANGCHAIN4J_WEB_SOCKET =
            langchain4j("java.util.concurrent.ExecutionException: java.net.http.WebSocketHandshakeException")
                    + " caused by ExecutionException: java.net.http.WebSocketHandshakeException"
                    + " caused by WebSocketHandshakeException"
                    + " caused by CheckFailedException: Unexpected HTTP response status code 401";

    /** Kotlin SDK 0.7. */
    static final String KOTLIN_0_7 =
            "✗ IllegalStateException: Error connecting to transport: Streamable HTTP error: {\"error\":\"invalid_token\"}"
                    + " caused by StreamableHttpError: Streamable HTTP error: {\"error\":\"invalid_token\"}";

    /** Kotlin SDK 0.8. */
    static final String KOTLIN_0_8 = "✗ StreamableHttpError: Streamable HTTP error: {\"error\":\"invalid_token\"}";

    /** Kotlin SDK 0.11 and newer. */
    static final String KOTLIN =
            "✗ McpException: Error while sending message: Streamable HTTP error: {\"error\":\"invalid_token\"}"
                    + " caused by StreamableHttpError: Streamable HTTP error: {\"error\":\"invalid_token\"}";

    static final String KOTLIN_SSE = "✗ SSEClientException: Expected status code 200 but was 401";

    static final String QUARKUS_REST_CLIENT = "✗ ClientWebApplicationException: Server response is: 401"
            + " caused by WebClientApplicationException: Server response is: 401";

    static final String ADK =
            "✗ McpToolLoadingException: Failed to load tools after multiple retries due to unexpected error."
                    + " caused by " + AUTHORIZATION;

    static final String SOLON = "✗ " + NOT_INITIALIZED
            + " caused by McpTransportException: Sending request failed, 401 Unauthorized from POST {mcp}"
            + " caused by HttpResponseException: 401 Unauthorized from POST {mcp}";

    static final String SOLON_SSE = "✗ " + NOT_INITIALIZED
            + " caused by HttpException: Error code: 401, message: {\"error\":\"invalid_token\"}";

    private Complaints() {}

    /** Spring's own clients; the JDK throws a refusal's body away where the request's was streamed. */
    static String spring(String factory, boolean saysWhere) {
        return "✗ Unauthorized: 401 Unauthorized" + (saysWhere ? " on POST request for \"{mcp}\"" : "") + ": "
                + (factory.equals("simple") ? "[no body]" : "\"{\"error\":\"invalid_token\"}\"");
    }

    private static String springAi(String failure) {
        return bean("common/autoconfigure", "Client failed to initialize by explicit API call") + " caused by "
                + failure;
    }

    private static String bean(String folder, String message) {
        return "✗ BeanCreationException: Error creating bean with name 'mcpSyncClients' defined in class path resource"
                + " [org/springframework/ai/mcp/client/" + folder + "/McpClientAutoConfiguration.class]: "
                + FACTORY_METHOD + message
                + " caused by BeanInstantiationException: " + FACTORY_METHOD + message;
    }

    private static String langchain4j(String message) {
        return "✗ RuntimeException: java.util.concurrent.ExecutionException: java.lang.RuntimeException: " + message
                + " caused by ExecutionException: java.lang.RuntimeException: " + message
                + " caused by RuntimeException: " + message;
    }
}
