package dev.mcpauthfix.it;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The versions of the MCP Java SDK that the sample client is built with. */
enum ClientVersion {
    MCP_0_10("mcp-0.10", false),
    MCP_0_17("mcp-0.17", true),
    MCP_1_1("mcp-1.1", true),
    MCP_2_0("mcp-2.0", true),
    NEWEST("", true);

    private final String module;
    private final boolean streamable;

    ClientVersion(String module, boolean streamable) {
        this.module = module;
        this.streamable = streamable;
    }

    boolean speaksStreamable() {
        return streamable;
    }

    /** What follows {@code java} to run the sample client with these arguments. */
    String[] command(String... arguments) {
        List<String> command = new ArrayList<>(launcher());
        command.addAll(List.of(arguments));
        return command.toArray(new String[0]);
    }

    private List<String> launcher() {
        if (this == NEWEST) {
            return List.of("-jar", System.getProperty("sample.client.jar"));
        }
        Path target = Path.of(System.getProperty("older.clients"), module, "target");
        String classPath =
                target.resolve("classes") + File.pathSeparator + target.resolve("lib") + File.separator + "*";
        return List.of("-cp", classPath, "dev.mcpauthfix.sample.SampleClient");
    }
}
