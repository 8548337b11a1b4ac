package dev.mcpauthfix.bridge;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The core's hand on the bridge. It is loaded by the core, and stands here because only here the compiler sees a class that joins
 * {@code java.lang} at run time; setting the fields by reflection would cost the application its warm-up.
 */
public final class BridgeSwitch {

    private BridgeSwitch() {}

    /** From the next call on, woven code calls these. Calls that another core has entered still leave by it too. */
    public static void connect(UnaryOperator<Object[]> enter, BiFunction<Object, Object[], Object> exit) {
        synchronized (McpAuthFixBridge.class) {
            BiFunction<Object, Object[], Object> before = McpAuthFixBridge.exit;
            if (before != null && before != exit) {
                keepWeakly(before);
            }
            McpAuthFixBridge.exit = exit;
            McpAuthFixBridge.enter = enter;
        }
    }

    /**
     * Lets go of a core that is on its way out: the bridge holds its exit weakly from now on, for the sake of calls that it has entered.
     * What another core has connected meanwhile stays.
     */
    public static void release(UnaryOperator<Object[]> enter, BiFunction<Object, Object[], Object> exit) {
        synchronized (McpAuthFixBridge.class) {
            keepWeakly(exit);
            if (McpAuthFixBridge.enter == enter) {
                McpAuthFixBridge.enter = null;
            }
            if (McpAuthFixBridge.exit == exit) {
                McpAuthFixBridge.exit = null;
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private static void keepWeakly(BiFunction<Object, Object[], Object> exit) {
        List<Reference<BiFunction<Object, Object[], Object>>> all = new ArrayList<>();
        Reference<BiFunction<Object, Object[], Object>>[] before = McpAuthFixBridge.leaving;
        if (before != null) {
            for (Reference<BiFunction<Object, Object[], Object>> one : before) {
                BiFunction<Object, Object[], Object> kept = one.get();
                if (kept != null && kept != exit) {
                    all.add(one);
                }
            }
        }
        all.add(new WeakReference<>(exit));
        McpAuthFixBridge.leaving = all.toArray(new Reference[0]);
    }
}
