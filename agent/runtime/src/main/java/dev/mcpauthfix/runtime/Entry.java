package dev.mcpauthfix.runtime;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the shim comes in: its loader initializes this class, and this class hands the loader what starts the core. */
public final class Entry implements BiFunction<Instrumentation, @Nullable String, ClassFileTransformer> {

    static {
        handOver(Entry.class.getClassLoader());
    }

    private Entry() {}

    /** The shim's loader is known here by the JDK's own types only. */
    @SuppressWarnings("unchecked")
    private static void handOver(Object loader) {
        ((Consumer<BiFunction<Instrumentation, @Nullable String, ClassFileTransformer>>) loader).accept(new Entry());
    }

    @Override
    public ClassFileTransformer apply(Instrumentation instrumentation, @Nullable String arguments) {
        return new Core(instrumentation, arguments);
    }
}
