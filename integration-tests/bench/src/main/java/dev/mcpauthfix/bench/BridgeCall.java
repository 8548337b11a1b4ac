package dev.mcpauthfix.bench;

import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** One call of the bridge, as woven code made it. */
abstract sealed class BridgeCall {

    private final Object[] call;

    private BridgeCall(Object[] call) {
        this.call = call.clone();
    }

    /** A new argument array, as woven code makes one for each call. */
    final Object[] copy() {
        return call.clone();
    }

    /** Makes the call again. */
    abstract Object make();

    static final class Enter extends BridgeCall {
        private final UnaryOperator<Object[]> bridge;

        Enter(Object[] call, UnaryOperator<Object[]> bridge) {
            super(call);
            this.bridge = bridge;
        }

        @Override
        Object make() {
            return bridge.apply(copy());
        }
    }

    static final class Exit extends BridgeCall {
        private final Object result;
        private final BiFunction<Object, Object[], Object> bridge;

        Exit(Object result, Object[] call, BiFunction<Object, Object[], Object> bridge) {
            super(call);
            this.result = result;
            this.bridge = bridge;
        }

        @Override
        Object make() {
            return bridge.apply(result, copy());
        }
    }
}
