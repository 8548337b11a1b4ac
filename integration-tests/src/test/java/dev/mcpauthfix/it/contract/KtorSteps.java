package dev.mcpauthfix.it.contract;

import kotlin.ResultKt;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import org.jspecify.annotations.Nullable;

/** What Kotlin's compiler makes of one suspending call after another, by hand. */
final class KtorSteps {

    private KtorSteps() {}

    /** A suspending function. */
    interface Step {

        @Nullable
        Object run(Continuation<@Nullable Object> done);
    }

    /** A suspending function of one argument. */
    interface Next {

        @Nullable
        Object run(@Nullable Object result, Continuation<@Nullable Object> done);
    }

    @SuppressWarnings("unchecked")
    static Continuation<@Nullable Object> any(Continuation<?> continuation) {
        return (Continuation<@Nullable Object>) continuation;
    }

    /** Suspends until both are done, and answers what the second does. */
    static @Nullable Object after(Step first, Next second, Continuation<@Nullable Object> done) {
        Object result = first.run(new Resumed(second, done));
        return result == IntrinsicsKt.getCOROUTINE_SUSPENDED() ? result : second.run(result, done);
    }

    private record Resumed(Next second, Continuation<@Nullable Object> done) implements Continuation<@Nullable Object> {

        @Override
        public CoroutineContext getContext() {
            return done.getContext();
        }

        @Override
        public void resumeWith(@Nullable Object first) {
            Object result;
            try {
                ResultKt.throwOnFailure(first);
                result = second.run(first, done);
            } catch (Throwable failure) {
                result = ResultKt.createFailure(failure);
            }
            if (result != IntrinsicsKt.getCOROUTINE_SUSPENDED()) {
                done.resumeWith(result);
            }
        }
    }
}
