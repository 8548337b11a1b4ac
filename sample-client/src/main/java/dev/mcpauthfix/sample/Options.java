package dev.mcpauthfix.sample;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param sse whether to speak the older HTTP+SSE transport
 * @param callTools whether to call every tool twice
 * @param eachLine whether to connect anew for each line on standard input
 * @param timeout for the initialization and for each request
 * @param urls the MCP servers' URLs, one at least
 */
record Options(boolean sse, boolean callTools, boolean eachLine, Duration timeout, List<URI> urls) {

    static final String USAGE =
            "usage: sample-client [--sse] [--call-tools] [--each-line] [--timeout <seconds>] <mcp-url>...";

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with a message for the person at the terminal
     */
    static Options parse(String... args) {
        boolean sse = false;
        boolean callTools = false;
        boolean eachLine = false;
        Duration timeout = Duration.ofSeconds(60);
        List<URI> urls = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--sse" -> sse = true;
                case "--call-tools" -> callTools = true;
                case "--each-line" -> eachLine = true;
                case "--timeout" -> timeout = seconds(++i < args.length ? args[i] : null);
                default -> urls.add(url(args[i]));
            }
        }
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("the MCP server's URL is missing");
        }
        return new Options(sse, callTools, eachLine, timeout, urls);
    }

    /** The same for one of the servers each, in their order. */
    List<Options> each() {
        return urls.stream()
                .map(one -> new Options(sse, callTools, eachLine, timeout, List.of(one)))
                .toList();
    }

    /** The first of the servers. */
    URI url() {
        return urls.get(0);
    }

    /** Scheme and authority: what the SDK calls the base URI. */
    String base() {
        return url().getScheme() + "://" + url().getRawAuthority();
    }

    /** The whole path and query, byte for byte: what the SDK calls the endpoint. */
    String endpoint() {
        String path = url().getRawPath().isEmpty() ? "/" : url().getRawPath();
        return url().getRawQuery() == null ? path : path + "?" + url().getRawQuery();
    }

    private static Duration seconds(@Nullable String text) {
        try {
            return Duration.ofSeconds(Integer.parseUnsignedInt(text == null ? "" : text));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("--timeout needs a number of seconds", notANumber);
        }
    }

    private static URI url(String text) {
        if (text.startsWith("-")) {
            throw new IllegalArgumentException("unknown argument: " + text);
        }
        URI url = URI.create(text);
        if (url.getRawAuthority() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("not an http or https URL: " + text);
        }
        return url;
    }
}
