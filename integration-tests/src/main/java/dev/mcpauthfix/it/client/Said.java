package dev.mcpauthfix.it.client;

import java.util.List;

/** Reads a program's outcome off its standard output. */
public final class Said {

    private Said() {}

    /**
     * The outcome as {@link RealClient#withoutAgent} has it, whichever program it is.
     *
     * @return everything, where there is no outcome
     */
    public static String in(String stdout, String mcpUrl) {
        // Some libraries print lines of their own before it.
        List<String> lines = stdout.lines()
                .dropWhile(line -> !line.startsWith("✓") && !line.startsWith("✗"))
                .toList();
        if (lines.isEmpty()) {
            return stdout;
        }
        String outcome = lines.get(0).startsWith("✓ Connected to ")
                ? "✓ Connected, " + (lines.size() - 1) + " tools"
                : chain(String.join("\n", lines));
        // Of two equal limits, the request's and the initialization's, either may be over first.
        return outcome.replace(mcpUrl, "{mcp}")
                .replaceAll("@[0-9a-f]{5,8}\\b", "@{hash}")
                .replaceAll("'(map|source\\(MonoDeferContextual\\))'", "'{operator}'");
    }

    /** The sample client tells an exception and its causes on two lines, all others on one. */
    private static String chain(String failure) {
        return failure.replaceFirst("^✗ Failed to [a-z ]+: ", "✗ ")
                .replace("\n  cause: ", " caused by ")
                .replace(" ← ", " caused by ");
    }
}
