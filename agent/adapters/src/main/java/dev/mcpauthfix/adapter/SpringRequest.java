package dev.mcpauthfix.adapter;

/**
 * A request of Spring's {@code RestClient} or {@code RestTemplate}. These hand every body to their HTTP library as a stream, though they
 * mostly have it in memory: without us it could be sent once only.
 */
public final class SpringRequest {

    /** How much of a body is kept for the case that it must be sent again. MCP's messages are far smaller. */
    public static final int MOST_BYTES_KEPT = 1 << 20;

    /** The woven method is this near to Spring, our own frames between them included. */
    private static final int NEAR = 24;

    private static final String FACTORIES = "org.springframework.http.client.";
    private static final String REACTIVE = "org.springframework.http.client.reactive.";
    private static final StackWalker STACK = StackWalker.getInstance();

    private SpringRequest() {}

    /** Whether the call that the current thread is making is one of Spring's request factories'. */
    public static boolean isBeingSent() {
        return STACK.walk(frames -> frames.limit(NEAR).anyMatch(frame -> isFactory(frame.getClassName())));
    }

    private static boolean isFactory(String className) {
        return className.startsWith(FACTORIES) && !className.startsWith(REACTIVE);
    }
}
