package dev.mcpauthfix.runtime.evidence;

import jdk.jfr.FlightRecorder;

/**
 * Takes down what happened as events of the JVM's flight recorder, where a recording runs: {@code mcpauthfix.Challenge},
 * {@code Observation}, {@code Metadata}, {@code Discovery}, {@code Registration}, {@code Token}, {@code Retry} and {@code Fault}.
 *
 * <p>It never wakes the flight recorder: before the first recording of this JVM nothing of it is initialized, and a recording that is
 * started later has all occurrences from then on. In a JVM without the module {@code jdk.jfr} it does nothing.
 *
 * <p>The flight recorder of JDK 17 and of 25 knows our classes by weak references only, even of events that nobody unregistered and
 * while the recording goes on: a test loads them apart, records, lets go and waits until their loader is gone.
 */
public final class FlightRecords implements Evidence, AutoCloseable {

    private volatile boolean silent;
    private volatile boolean used;

    /** Creates one; it touches nothing of the flight recorder. */
    public FlightRecords() {}

    /** {@inheritDoc} It waits for nothing: a recording has a buffer for each thread. */
    @Override
    public void accept(Occurrence occurrence) {
        if (silent) {
            return;
        }
        try {
            if (FlightRecorder.isInitialized()) {
                used = true;
                FlightEvents.record(occurrence);
            }
        } catch (LinkageError absent) {
            // A runtime image without jdk.jfr: it will not come.
            silent = true;
        } catch (Throwable fault) {
            // A recording that fails is told of by the JVM; this occurrence is lacking in it, and no harm is done.
        }
    }

    /** Records no more, for good. */
    @Override
    public void close() {
        silent = true;
        if (!used) {
            return;
        }
        try {
            FlightEvents.unregister();
        } catch (Throwable fault) {
            // The events stay known until their class loader is gone, which nothing else keeps from going.
        }
    }
}
