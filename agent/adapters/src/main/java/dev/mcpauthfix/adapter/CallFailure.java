package dev.mcpauthfix.adapter;

/**
 * How the application's call ends, where it ends while we hold it: cancelled, interrupted or timed out, with the exception that its
 * library has for that. The woven method throws the cause.
 */
public final class CallFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Throwable libraries;

    /** Ends the call with the library's own exception. */
    public CallFailure(Throwable libraries) {
        super(null, libraries, false, false);
        this.libraries = libraries;
    }

    /** What the woven method throws. */
    public Throwable libraries() {
        return libraries;
    }
}
