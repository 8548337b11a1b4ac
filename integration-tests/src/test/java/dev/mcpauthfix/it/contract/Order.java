package dev.mcpauthfix.it.contract;

import org.jspecify.annotations.Nullable;

/**
 * One line to the forked program.
 *
 * @param action what to do with the call of this identifier
 * @param call what to send, null unless it begins
 */
record Order(Action action, String id, @Nullable Call call) {

    enum Action {
        BEGIN,
        CANCEL,
        CANCEL_DEPENDENT,
        INTERRUPT
    }

    /** One line back: the outcome of a call. */
    record Answer(String id, Result result) {}
}
