package dev.mcpauthfix.it.repair;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The strict application as a service that stays: it connects anew for each line on standard input. Argument: the MCP server's URL. */
final class ResidentClient {

    private ResidentClient() {}

    public static void main(String[] args) throws Exception {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        // The application's classes are in this JVM's class path only.
        Class<?> serverType = Class.forName("dev.mcpauthfix.client.Server");
        Object server = serverType
                .getConstructor(URI.class, boolean.class, Duration.class, String.class)
                .newInstance(URI.create(args[0]), false, Duration.ofSeconds(60), "");
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            Object tools = Class.forName("dev.mcpauthfix.client.strict.HintClient")
                    .getMethod("countTools", serverType)
                    .invoke(null, server);
            System.out.println("tools " + tools);
        }
    }
}
