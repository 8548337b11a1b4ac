package dev.mcpauthfix.runtime;

import dev.mcpauthfix.adapter.Adapter;
import dev.mcpauthfix.adapter.CallFailure;
import dev.mcpauthfix.runtime.log.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * The last guard before the application: whatever goes wrong in an adapter, the application's call stays as the application made it.
 * An adapter that does not link with its library's version serves no more, after one line that says so.
 */
final class GuardedAdapter {

    private final String library;
    private final AgentHost host;
    private volatile Adapter adapter;

    GuardedAdapter(String library, Adapter adapter, AgentHost host) {
        this.library = library;
        this.adapter = adapter;
        this.host = host;
    }

    /** For a class without a site. */
    static GuardedAdapter inert(AgentHost host) {
        return new GuardedAdapter("nothing", Inert.INSTANCE, host);
    }

    void serveBy(Adapter loaded) {
        adapter = loaded;
    }

    void enter(Object[] call) {
        try {
            adapter.enter(call);
        } catch (LinkageError unfit) {
            unfit(unfit);
        } catch (Throwable fault) {
            host.fault("entering a call of " + library, fault);
        }
    }

    /** Answers what the application gets; throws only what its library would. */
    @Nullable
    Object exit(@Nullable Object result, Object[] call) {
        try {
            return adapter.exit(result, call);
        } catch (CallFailure failure) {
            throw GuardedAdapter.<RuntimeException>asDeclared(failure.libraries());
        } catch (LinkageError unfit) {
            unfit(unfit);
            return result;
        } catch (Throwable fault) {
            host.fault("leaving a call of " + library, fault);
            return result;
        }
    }

    /** This version lacks something that the adapter uses, now and at each call to come. */
    void unfit(Throwable missing) {
        adapter = Inert.INSTANCE;
        host.log()
                .line(
                        AgentLog.Level.WARN,
                        library + " is left alone: this version does not fit (" + missing
                                + "); please report the version");
    }

    /** The woven method declares the library's checked exceptions, which this one does not have to. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E asDeclared(Throwable failure) throws E {
        throw (E) failure;
    }

    /** Leaves everything alone. */
    enum Inert implements Adapter {
        INSTANCE;

        @Override
        public void enter(Object[] call) {}

        @Override
        public @Nullable Object exit(@Nullable Object result, Object[] call) {
            return result;
        }
    }
}
