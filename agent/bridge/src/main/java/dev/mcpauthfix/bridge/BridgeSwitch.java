package dev.mcpauthfix.bridge;

import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The core's hand on the bridge. It is loaded by the core, and stands here because only here the compiler sees a class that joins
 * {@code java.lang} at run time; setting the fields by reflection would cost the application its warm-up.
 */
public final class BridgeSwitch {

    private BridgeSwitch() {}

    /** From the next call on, woven code calls these. */
    public static void connect(UnaryOperator<Object[]> enter, BiFunction<Object, Object[], Object> exit) {
        McpAuthFixBridge.exit = exit;
        McpAuthFixBridge.enter = enter;
    }
}
