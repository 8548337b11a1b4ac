package dev.mcpauthfix.client;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The frame of a program that lists an MCP server's tools with one client family. */
public final class Program {

    private static final int DEEPEST = 8;

    private Program() {}

    /** What one client family does with a server. */
    @FunctionalInterface
    public interface Client {

        /** Connects and answers how many tools there are; whatever the client throws goes through. */
        int countTools(Server server) throws Exception;
    }

    /** Prints the outcome on one line, and exits with 0 after success, 1 when the server could not be used. */
    public static void run(String[] args, Client client) {
        Server server = Server.parse(args);
        // System.out encodes with the platform charset, which is ASCII in many containers.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        int exit;
        try {
            out.println("✓ Connected, " + client.countTools(server) + " tools");
            exit = 0;
        } catch (Throwable failure) {
            out.println("✗ " + chain(failure));
            exit = 1;
        }
        // Some of these clients leave threads behind that keep a JVM alive.
        System.exit(exit);
    }

    private static String chain(Throwable failure) {
        StringBuilder chain = new StringBuilder(describe(failure));
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            chain.append(" caused by ").append(describe(cause));
            cause = cause.getCause();
        }
        return chain.toString();
    }

    private static String describe(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        String message = failure.getMessage();
        return message == null
                ? name
                : name + ": " + message.lines().findFirst().orElse("");
    }
}
