package dev.mcpauthfix.shim;

import java.lang.instrument.Instrumentation;

/**
 * The agent's door: {@code -javaagent} and attach come in here.
 *
 * <p>This class runs in every JVM that carries the flag, so it does as little as possible, in Java 8 bytecode: no logging, no
 * NIO, no JMX, no lambdas, no threads (the application chooses implementations of those in its own {@code main}), and it
 * catches everything, because a premain that throws kills the application. It can never be replaced in a running JVM: a newer
 * jar that is attached later finds this version of it, which therefore knows its core by types of the JDK alone.
 */
public final class Agent {

    /** What is installed in this JVM, null for nothing: not yet, or no more. */
    private static NameGate installed;

    private Agent() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        try {
            synchronized (Agent.class) {
                // The same flag twice (JAVA_TOOL_OPTIONS and the command line) is common and means nothing.
                if (installed == null && runsHere()) {
                    installed = new NameGate(CoreLoader.ownJar(), null, NameGate.TARGETS, arguments, instrumentation);
                    installed.start(false);
                }
            }
        } catch (Throwable fault) {
            say("could not start (" + fault + "); the application runs without it");
        }
    }

    public static void agentmain(String arguments, Instrumentation instrumentation) {
        try {
            synchronized (Agent.class) {
                if (runsHere()) {
                    installed = new Attach(installed, instrumentation).serve(arguments);
                }
            }
        } catch (Throwable fault) {
            say("could not do what was asked (" + fault + "); the application runs as before");
        }
    }

    private static boolean runsHere() {
        String version = System.getProperty("java.specification.version", "");
        if (supports(version)) {
            return true;
        }
        say("needs Java 17 or newer and this is Java " + version + "; the application runs without it");
        return false;
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
