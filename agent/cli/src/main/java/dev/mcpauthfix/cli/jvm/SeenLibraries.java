package dev.mcpauthfix.cli.jvm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The MCP libraries and HTTP libraries that a JVM may use, told by the names of its jars. What it really calls shows only when it
 * does.
 *
 * @param mcp names of MCP libraries
 * @param http names of HTTP libraries that the agent knows, without those of the JDK, which every JVM has
 */
public record SeenLibraries(Set<String> mcp, Set<String> http) {

    static final SeenLibraries NONE = new SeenLibraries(Set.of(), Set.of());

    private static final Map<Pattern, String> MCP = patterns(
            "mcp-spring-webflux|mcp-spring-webmvc", "MCP Java SDK for Spring",
            "mcp(-core|-json[a-z0-9-]*)?", "MCP Java SDK",
            "spring-ai(-[a-z-]+)?-mcp(-[a-z-]+)?", "Spring AI MCP",
            "quarkus-langchain4j-mcp", "Quarkus LangChain4j MCP",
            "langchain4j-mcp", "LangChain4j MCP",
            "kotlin-sdk(-client)?(-jvm)?", "MCP Kotlin SDK",
            "google-adk", "Google ADK");

    private static final Map<Pattern, String> HTTP = patterns(
            "okhttp(-jvm)?", "OkHttp",
            "spring-webflux", "Spring WebClient",
            "ktor-client-core(-jvm)?", "Ktor client",
            "vertx-core", "Vert.x",
            "httpclient5", "Apache HttpClient 5",
            "httpclient", "Apache HttpClient 4",
            "jetty-client", "Jetty client",
            "reactor-netty-http", "Reactor Netty");

    private static Map<Pattern, String> patterns(String... pairs) {
        Map<Pattern, String> patterns = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            // With what packagers put before a name: a group, as in Quarkus.
            patterns.put(Pattern.compile("([a-zA-Z0-9_]+\\.)*(" + pairs[i] + ")-\\d[^/]*\\.jar"), pairs[i + 1]);
        }
        return patterns;
    }

    static SeenLibraries of(LinuxProcess process, List<String> commandLine) {
        List<Path> jars = new ArrayList<>(process.openJars());
        for (String entry : CommandLine.classPathOf(commandLine).split(File.pathSeparator, -1)) {
            if (entry.endsWith(".jar")) {
                jars.add(Path.of(entry));
            }
        }
        Set<String> names = new TreeSet<>();
        for (Path jar : jars) {
            names.add(String.valueOf(jar.getFileName()));
            if (jar.isAbsolute()) {
                addNested(process.inItsFileSystem(jar), names);
            }
        }
        return named(names);
    }

    /** Those that jars of these names hold. */
    static SeenLibraries named(Set<String> jars) {
        return new SeenLibraries(matching(MCP, jars), matching(HTTP, jars));
    }

    /** An executable jar has its libraries inside. Only its list of names is read. */
    private static void addNested(Path jar, Set<String> names) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".jar"))
                    .forEach(name -> names.add(name.substring(name.lastIndexOf('/') + 1)));
        } catch (IOException unreadable) {
            // Then its own name is all that is known.
        }
    }

    private static Set<String> matching(Map<Pattern, String> patterns, Set<String> names) {
        Set<String> found = new TreeSet<>();
        for (String name : names) {
            for (Map.Entry<Pattern, String> pattern : patterns.entrySet()) {
                if (pattern.getKey().matcher(name).matches()) {
                    found.add(pattern.getValue());
                    break;
                }
            }
        }
        return found;
    }
}
