package dev.mcpauthfix.engine.metadata;

import org.jspecify.annotations.Nullable;

/** What came of one step down the ladder. */
sealed interface Step<T> {

    /** The step answered. */
    record Got<T>(T value) implements Step<T> {}

    /** Nothing is there, which is a definitive answer: the next step may be taken. */
    record Nothing<T>() implements Step<T> {}

    /** No further step may be taken. */
    record Halt<T>(DiscoveryResult.Why why, DiscoveryResult.@Nullable Fault fault, String reason) implements Step<T> {

        /** One with nothing wrong in what the server publishes. */
        Halt(DiscoveryResult.Why why, String reason) {
            this(why, null, reason);
        }

        /** The same halt of another step. */
        <U> Halt<U> as() {
            return new Halt<>(why, fault, reason);
        }
    }

    /** A document exists and fails validation, or an address may not be asked. */
    static <T> Halt<T> invalid(DiscoveryResult.Fault fault, String reason) {
        return new Halt<>(DiscoveryResult.Why.INVALID, fault, reason);
    }

    /** The network failed. */
    static <T> Halt<T> unreachable(String reason) {
        return new Halt<>(DiscoveryResult.Why.UNREACHABLE, reason);
    }
}
