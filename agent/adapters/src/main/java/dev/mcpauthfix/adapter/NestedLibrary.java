package dev.mcpauthfix.adapter;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A library that another one calls, where both have an adapter: the upper one knows the application's call and its redirects, so the
 * lower one leaves what the upper one sends to it, and each request is healed once.
 *
 * <p>An upper library that is not at work in this JVM costs the lower ones nothing.
 */
public final class NestedLibrary {

    /** A lower library's woven method is this near to the upper library, our own frames between them included. */
    private static final int NEAR = 24;

    private static final List<String> UPPER = new CopyOnWriteArrayList<>();
    private static final StackWalker STACK = StackWalker.getInstance();

    private NestedLibrary() {}

    /**
     * An adapter tells where its library calls others.
     *
     * @param callers how the names of the calling classes begin
     */
    public static void below(String callers) {
        if (!UPPER.contains(callers)) {
            UPPER.add(callers);
        }
    }

    /** Whether the call that the current thread is about to make comes from a library whose own adapter heals it. */
    public static boolean isCalled() {
        return !UPPER.isEmpty()
                && STACK.walk(frames -> frames.limit(NEAR).anyMatch(frame -> isUpper(frame.getClassName())));
    }

    /** Whether a class belongs to a library whose own adapter heals its calls, for a lower library that calls back. */
    public static boolean isUpper(String className) {
        for (String callers : UPPER) {
            if (className.startsWith(callers)) {
                return true;
            }
        }
        return false;
    }
}
