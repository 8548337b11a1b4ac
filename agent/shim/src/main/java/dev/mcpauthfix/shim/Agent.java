package dev.mcpauthfix.shim;

import java.lang.instrument.Instrumentation;

/**
 * The agent's door: {@code -javaagent} and attach come in here and go the same way.
 *
 * <p>This class runs in every JVM that carries the flag, so it does as little as possible, in Java 8 bytecode: no logging, no
 * NIO, no JMX, no lambdas, no threads (the application chooses implementations of those in its own {@code main}), and it
 * catches everything, because a premain that throws kills the application.
 */
public final class Agent {

    private static boolean started;

    private Agent() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation, false);
    }

    public static void agentmain(String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation, true);
    }

    private static void start(String arguments, Instrumentation instrumentation, boolean attached) {
        try {
            // The same flag twice (JAVA_TOOL_OPTIONS and the command line) is common and means nothing.
            if (!first()) {
                return;
            }
            String version = System.getProperty("java.specification.version", "");
            if (!supports(version)) {
                say("needs Java 17 or newer and this is Java " + version + "; the application runs without it");
                return;
            }
            NameGate gate = new NameGate(arguments, instrumentation);
            if (arguments == null || arguments.isEmpty() || gate.coreAccepts()) {
                gate.install(attached);
            }
        } catch (Throwable fault) {
            say("could not start (" + fault + "); the application runs without it");
        }
    }

    private static synchronized boolean first() {
        boolean first = !started;
        started = true;
        return first;
    }

    /** Whether a {@code java.specification.version} is 17 or newer; "1.8" was the last of the old form. */
    static boolean supports(String version) {
        try {
            return Integer.parseInt(version) >= 17;
        } catch (NumberFormatException old) {
            return false;
        }
    }

    /** Prints one line on stderr; stdout belongs to the application, which may speak JSON-RPC there. */
    static void say(String line) {
        System.err.println("[mcp-auth-fix] " + line);
    }
}
