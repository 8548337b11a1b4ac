package dev.mcpauthfix.runtime.evidence;

/** Takes down what happened. */
@FunctionalInterface
public interface Evidence {

    /** Takes one occurrence; it must not throw, may be called from any thread, event loops included, and so must not wait. */
    void accept(Occurrence occurrence);
}
