package dev.mcpauthfix.bench;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Stands between woven code and the agent until it is stopped, and lets everything pass; needs {@code java.lang} to be open. */
final class BridgeRecorder {

    private final Field enterField;
    private final Field exitField;
    private final UnaryOperator<Object[]> enter;
    private final BiFunction<Object, Object[], Object> exit;
    private final List<BridgeCall> calls = new ArrayList<>();

    @SuppressWarnings("unchecked")
    BridgeRecorder() throws ReflectiveOperationException {
        Class<?> bridge = Class.forName("java.lang.McpAuthFixBridge");
        enterField = bridge.getField("enter");
        exitField = bridge.getField("exit");
        enter = (UnaryOperator<Object[]>) enterField.get(null);
        exit = (BiFunction<Object, Object[], Object>) exitField.get(null);
        enterField.set(null, (UnaryOperator<Object[]>) call -> {
            add(new BridgeCall.Enter(call, enter));
            return enter.apply(call);
        });
        exitField.set(null, (BiFunction<Object, Object[], Object>) (result, call) -> {
            add(new BridgeCall.Exit(result, call, exit));
            return exit.apply(result, call);
        });
    }

    private synchronized void add(BridgeCall call) {
        calls.add(call);
    }

    synchronized List<BridgeCall> stop() throws ReflectiveOperationException {
        enterField.set(null, enter);
        exitField.set(null, exit);
        return List.copyOf(calls);
    }
}
