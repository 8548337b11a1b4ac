package dev.mcpauthfix.shim;

/** {@code java -jar mcp-auth-fix.jar}: hands over to the commands in the core. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.err.println("mcp-auth-fix");
    }
}
