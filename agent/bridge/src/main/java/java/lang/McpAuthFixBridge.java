package java.lang;

import java.lang.ref.Reference;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The one class of mcp-auth-fix in {@code java.base}: woven code of any class loader can call it, and it calls whatever
 * core is installed.
 *
 * <p>It can never be unloaded, so it knows no type, no version and no setting of ours: three fields and two calls. A null
 * {@link #enter} is the off switch, effective on the next call.
 */
public final class McpAuthFixBridge {

    /** Receives {@code {this, argument..., method}} and may replace arguments in it; null means leave the call alone. */
    public static volatile UnaryOperator<Object[]> enter;

    /** Receives the result and {@code {this, argument..., method}}; answers the result to return; null means leave it alone. */
    public static volatile BiFunction<Object, Object[], Object> exit;

    /**
     * What {@link #exit} was, of cores that are on their way out: a call that one of them has entered must leave by it too. Each is
     * held by such calls alone. Null for none.
     */
    public static volatile Reference<BiFunction<Object, Object[], Object>>[] leaving;

    private McpAuthFixBridge() {}

    /** Called at the entry of a woven method with {@code {this, argument..., method}}; answers the array to go on with. */
    public static Object[] enter(Object[] call) {
        UnaryOperator<Object[]> handler = enter;
        if (handler != null) {
            handler.apply(call);
        }
        return call;
    }

    /** Called before each normal return of a woven method; answers what to return. */
    public static Object exit(Object result, Object[] call) {
        BiFunction<Object, Object[], Object> handler = exit;
        Object returned = handler == null ? result : handler.apply(result, call);
        Reference<BiFunction<Object, Object[], Object>>[] former = leaving;
        return former == null ? returned : leave(former, handler, returned, call);
    }

    /** By all others than the one that the call has left by already, which may have joined them meanwhile. */
    private static Object leave(
            Reference<BiFunction<Object, Object[], Object>>[] former,
            BiFunction<Object, Object[], Object> already,
            Object result,
            Object[] call) {
        Object returned = result;
        for (Reference<BiFunction<Object, Object[], Object>> one : former) {
            BiFunction<Object, Object[], Object> handler = one.get();
            if (handler != null && handler != already) {
                returned = handler.apply(returned, call);
            }
        }
        return returned;
    }
}
