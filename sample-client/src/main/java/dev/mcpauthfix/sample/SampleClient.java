package dev.mcpauthfix.sample;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/** {@code java -jar sample-client.jar <mcp-url>...}: connects to one server after the other, lists the tools, calls them if asked to; once, or for each line. */
public final class SampleClient {

    private SampleClient() {}

    /** Exits with 0 after success, 1 when the server could not be used, 2 for wrong arguments. */
    public static void main(String[] args) {
        // System.out encodes with the platform charset, which is ASCII in many containers.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        int exit = run(args, out);
        // After success main just returns, so that a thread left behind by anyone shows as a hang.
        if (exit != 0) {
            System.exit(exit);
        }
    }

    private static int run(String[] args, PrintStream out) {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.println(Options.USAGE);
            return 2;
        }
        return (options.eachLine() ? eachLine(options, out) : connect(options, out)) ? 0 : 1;
    }

    /** Answers whether all connections worked. */
    private static boolean connect(Options options, PrintStream out) {
        boolean done = true;
        for (Options one : options.each()) {
            done &= new Session(one, out).run();
        }
        return done;
    }

    /** Answers whether the last connection worked; an empty line follows each. */
    private static boolean eachLine(Options options, PrintStream out) {
        boolean done = true;
        Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8);
        while (lines.hasNextLine()) {
            String unused = lines.nextLine();
            done = connect(options, out);
            out.println();
        }
        return done;
    }
}
