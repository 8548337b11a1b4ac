package dev.mcpauthfix.shim;

/** {@code java -jar mcp-auth-fix.jar}: hands over to the commands in the core. */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws Exception {
        String version = System.getProperty("java.specification.version", "");
        if (!Agent.supports(version)) {
            Agent.say("needs Java 17 or newer and this is Java " + version);
            System.exit(2);
        }
        new CoreLoader(CoreLoader.ownJar())
                .loadClass("dev.mcpauthfix.cli.Commands")
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
    }
}
