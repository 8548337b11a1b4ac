package dev.mcpauthfix.runtime.login;

import java.io.Console;

/** Tells whether a person sits at a terminal of this JVM. */
final class Terminal {

    private Terminal() {}

    @SuppressWarnings("SystemConsoleNull") // Null is the answer of JDK 17 to 21 alone; later ones are asked below.
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Since JDK 22 there is a console without a terminal too, and a method that tells.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException beforeJdk22) {
            return true;
        }
    }
}
