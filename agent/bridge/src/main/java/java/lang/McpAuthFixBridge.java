package java.lang;

import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The one class of mcp-auth-fix in {@code java.base}: woven code of any class loader can call it, and it calls whatever
 * core is installed.
 *
 * <p>It can never be unloaded, so it knows no type, no version and no setting of ours: two fields and two calls. A null
 * field is the off switch, effective on the next call.
 */
public final class McpAuthFixBridge {

    /** Receives {@code {this, argument..., method}} and may replace arguments in it; null means leave the call alone. */
    public static volatile UnaryOperator<Object[]> enter;

    /** Receives the result and {@code {this, argument..., method}}; answers the result to return; null means leave it alone. */
    public static volatile BiFunction<Object, Object[], Object> exit;

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
        return handler == null ? result : handler.apply(result, call);
    }
}
