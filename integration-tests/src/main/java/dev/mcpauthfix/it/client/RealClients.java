package dev.mcpauthfix.it.client;

import static dev.mcpauthfix.it.client.Launch.executableJar;
import static dev.mcpauthfix.it.client.Launch.program;
import static dev.mcpauthfix.it.client.Launch.sampleClient;
import static dev.mcpauthfix.it.server.Transport.SSE;
import static dev.mcpauthfix.it.server.Transport.STREAMABLE;
import static dev.mcpauthfix.it.server.Transport.WEB_SOCKET;

import dev.mcpauthfix.it.server.Transport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every client that is tried: families one after the other, versions of each from the oldest to the newest. */
public final class RealClients {

    private static final String JAVA_NET_HTTP = "java.net.http";
    private static final String WEB_CLIENT_ON_REACTOR_NETTY = "Spring WebClient on Reactor Netty";
    private static final String WEB_CLIENT_ON_JAVA_NET_HTTP = "Spring WebClient on java.net.http";
    private static final String WEB_FLUX_CLIENT = "webflux.WebFluxClient";
    private static final String LANGCHAIN4J_CLIENT = "langchain4j.Langchain4jClient";
    private static final String HTTP_URL_CONNECTION = "HttpURLConnection";
    private static final String REST_CLIENT = "spring.RestClientProgram";
    private static final String TEMPLATE = "spring.RestTemplateProgram";
    private static final String KOTLIN_CLIENT = "kotlin.KotlinClientKt";

    private static final List<RealClient> ALL = List.copyOf(new RealClients().rows);

    private final List<RealClient> rows = new ArrayList<>();

    private RealClients() {
        javaSdk();
        webFlux();
        springAi();
        spring();
        langchain4j();
        kotlinSdk();
        others();
    }

    /** The table. */
    public static List<RealClient> all() {
        return ALL;
    }

    private void javaSdk() {
        Family sdk = new Family("MCP Java SDK", JAVA_NET_HTTP);
        sdk.add("0.10.0", SSE, sampleClient("mcp-0.10"), Complaints.SDK_0_10_SSE);
        sdk.add("0.11.3", STREAMABLE, sampleClient("mcp-0.11"), Complaints.SDK_NO_STATUS);
        sdk.add("0.11.3", SSE, sampleClient("mcp-0.11"), Complaints.SDK_SSE);
        sdk.add("0.17.2", STREAMABLE, sampleClient("mcp-0.17"), Complaints.SDK_NO_STATUS);
        sdk.add("0.17.2", SSE, sampleClient("mcp-0.17"), Complaints.SDK_SSE);
        sdk.add("1.1.5", STREAMABLE, sampleClient("mcp-1.1"), Complaints.SDK_AUTHORIZATION);
        sdk.add("1.1.5", SSE, sampleClient("mcp-1.1"), Complaints.SDK_SSE);
        sdk.add("2.0.1", STREAMABLE, sampleClient("mcp-2.0"), Complaints.SDK_AUTHORIZATION);
        sdk.add("2.0.1", SSE, sampleClient("mcp-2.0"), Complaints.SDK_SSE);
        sdk.add("2.1.0", STREAMABLE, sampleClient(""), Complaints.SDK_AUTHORIZATION);
        sdk.add("2.1.0", SSE, sampleClient(""), Complaints.SDK_SSE);
    }

    private void webFlux() {
        Family webFlux = new Family("MCP Java SDK, WebFlux", WEB_CLIENT_ON_REACTOR_NETTY);
        Launch older = program("mcp-webflux-0.17", WEB_FLUX_CLIENT);
        Launch newer = program("mcp-webflux-2.0", WEB_FLUX_CLIENT);
        webFlux.add("0.17.2", STREAMABLE, older, Complaints.WEB_FLUX);
        webFlux.add("0.17.2", SSE, older, Complaints.SDK_SSE);
        webFlux.add("2.0.0", STREAMABLE, newer, Complaints.WEB_FLUX);
        webFlux.add("2.0.0", SSE, newer, Complaints.SDK_SSE);
    }

    private void springAi() {
        Family starter = new Family("Spring AI", JAVA_NET_HTTP);
        starter.add("1.0.3", SSE, executableJar("spring-ai-1.0"), Complaints.SPRING_AI_1_0);
        starter.add("1.1.4", STREAMABLE, executableJar("spring-ai-1.1"), Complaints.SPRING_AI_1_1);
        starter.add("2.0.0", STREAMABLE, executableJar("spring-ai-2.0"), Complaints.SPRING_AI_2_0);
        starter.add("2.0.0", SSE, executableJar("spring-ai-2.0"), Complaints.SPRING_AI_SSE);
        // The starter brings no Reactor Netty, so that Spring takes the JDK's client.
        Family webFlux = new Family("Spring AI, WebFlux", WEB_CLIENT_ON_JAVA_NET_HTTP);
        webFlux.add("1.1.3", STREAMABLE, executableJar("spring-ai-webflux-1.1"), Complaints.SPRING_AI_WEB_FLUX);
        webFlux.add("2.0.0", STREAMABLE, executableJar("spring-ai-webflux-2.0"), Complaints.SPRING_AI_WEB_FLUX);
    }

    /** Spring's own clients, which know nothing of MCP, on each of their request factories. */
    private void spring() {
        Map<String, String> older = new LinkedHashMap<>();
        older.put("apache", "Apache HttpClient 4");
        older.put("simple", HTTP_URL_CONNECTION);
        older.forEach((factory, stack) -> new Family("Spring RestTemplate", stack)
                .add("5.3.39", STREAMABLE, spring("5.3", TEMPLATE, factory), Complaints.spring(factory, false)));
        Map<String, String> newer = new LinkedHashMap<>();
        newer.put("jdk", JAVA_NET_HTTP);
        newer.put("apache", "Apache HttpClient 5");
        newer.put("jetty", "Jetty client");
        newer.put("simple", HTTP_URL_CONNECTION);
        newer.put("reactor", "Reactor Netty");
        newer.forEach((factory, stack) -> new Family("Spring RestTemplate", stack)
                .add("7.0.10", STREAMABLE, spring("7.0", TEMPLATE, factory), Complaints.spring(factory, true)));
        newer.forEach((factory, stack) -> new Family("Spring RestClient", stack)
                .add("6.2.19", STREAMABLE, spring("6.2", REST_CLIENT, factory), Complaints.spring(factory, false)));
        newer.forEach((factory, stack) -> new Family("Spring RestClient", stack)
                .add("7.0.10", STREAMABLE, spring("7.0", REST_CLIENT, factory), Complaints.spring(factory, false)));
    }

    private static Launch spring(String version, String mainClass, String factory) {
        return program("spring-" + version, mainClass, "--engine", factory);
    }

    private void langchain4j() {
        Launch newest = program("langchain4j-1.18", LANGCHAIN4J_CLIENT);
        Family langchain4j = new Family("langchain4j", JAVA_NET_HTTP);
        langchain4j.add(
                "1.8.0-beta15", STREAMABLE, program("langchain4j-1.8", LANGCHAIN4J_CLIENT), Complaints.LANGCHAIN4J);
        langchain4j.add("1.18.1-beta28", STREAMABLE, newest, Complaints.LANGCHAIN4J);
        langchain4j.add(
                "1.18.1-beta28",
                WEB_SOCKET,
                program("langchain4j-1.18", "langchain4j.WebSocketClient"),
                Complaints.LANGCHAIN4J_WEB_SOCKET);
        new Family("langchain4j", "OkHttp").add("1.18.1-beta28", SSE, newest, Complaints.LANGCHAIN4J_SSE);
    }

    private void kotlinSdk() {
        Family cio = new Family("MCP Kotlin SDK", "Ktor CIO");
        // These two append the path that a server names for messages to the path that they know.
        cio.add("0.7.7", STREAMABLE, kotlin("0.7", "CIO"), Complaints.KOTLIN_0_7);
        cio.addAt("/sse", "0.7.7", SSE, kotlin("0.7", "CIO"), Complaints.KOTLIN_SSE);
        cio.add("0.8.4", STREAMABLE, kotlin("0.8", "CIO"), Complaints.KOTLIN_0_8);
        cio.addAt("/sse", "0.8.4", SSE, kotlin("0.8", "CIO"), Complaints.KOTLIN_SSE);
        cio.addBoth("0.11.1", kotlin("0.11", "CIO"), Complaints.KOTLIN, Complaints.KOTLIN_SSE);
        for (String engine : List.of("CIO", "OkHttp", "Java", "Apache5")) {
            new Family("MCP Kotlin SDK", "Ktor " + engine)
                    .addBoth("0.16.0", kotlin("0.16", engine), Complaints.KOTLIN, Complaints.KOTLIN_SSE);
        }
    }

    private static Launch kotlin(String version, String engine) {
        return program("kotlin-sdk-" + version, KOTLIN_CLIENT, "--engine", engine);
    }

    private void others() {
        new Family("Quarkus LangChain4j", "Vert.x")
                .add(
                        "1.3.1",
                        STREAMABLE,
                        program("quarkus-langchain4j-1.3", "quarkus.QuarkusClient"),
                        Complaints.LANGCHAIN4J);
        new Family("Quarkus REST client", "Vert.x")
                .add(
                        "3.20.2.2",
                        SSE,
                        program("quarkus-langchain4j-1.3", "quarkus.RestClientProgram"),
                        Complaints.QUARKUS_REST_CLIENT);
        new Family("Google ADK", JAVA_NET_HTTP)
                .add("1.8.0", STREAMABLE, program("adk-1.8", "adk.AdkClient"), Complaints.ADK);
        new Family("Solon AI", HTTP_URL_CONNECTION)
                .addBoth("3.9.2", program("solon-ai-3.9", "solon.SolonClient"), Complaints.SOLON, Complaints.SOLON_SSE);
    }

    /** The versions of one client on one HTTP library. */
    private final class Family {

        private final String name;
        private final String stack;

        private Family(String name, String stack) {
            this.name = name;
            this.stack = stack;
        }

        private void add(String version, Transport transport, Launch launch, String withoutAgent) {
            addAt(null, version, transport, launch, withoutAgent);
        }

        private void addAt(
                @Nullable String onlyAt, String version, Transport transport, Launch launch, String withoutAgent) {
            rows.add(new RealClient(name, version, transport, stack, launch, onlyAt, withoutAgent));
        }

        private void addBoth(String version, Launch launch, String streamable, String sse) {
            add(version, STREAMABLE, launch, streamable);
            add(version, SSE, launch, sse);
        }
    }
}
