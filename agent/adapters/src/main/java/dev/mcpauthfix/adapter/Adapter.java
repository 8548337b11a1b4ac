package dev.mcpauthfix.adapter;

import org.jspecify.annotations.Nullable;

/**
 * Translates between one HTTP library and the engine: the woven method's arguments and result in the library's own types
 * on one side, plain data on the other.
 *
 * <p>An adapter is created once per class loader of its library, by a constructor that takes a {@link Host}, and serves all of
 * the library's sites there. It throws nothing of its own: any fault of ours leaves the call as the application made it.
 */
public interface Adapter {

    /**
     * Sees {@code {this, argument..., method}} before the woven method runs, and may replace arguments in place.
     *
     * @param call the last element is the name of the woven method, for an adapter of several
     */
    void enter(Object[] call);

    /**
     * Sees the result before the woven method returns it.
     *
     * @param result what the library returns, null where it returns null or nothing
     * @param call {@code {this, argument..., method}} as {@link #enter} left them
     * @return what the application gets instead, the same object where there is nothing to do
     * @throws CallFailure to end the application's call as its library would; anything else thrown is a fault of ours
     */
    @Nullable
    Object exit(@Nullable Object result, Object[] call);
}
