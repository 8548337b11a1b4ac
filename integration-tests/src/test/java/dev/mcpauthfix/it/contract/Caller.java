package dev.mcpauthfix.it.contract;

/** An application that calls through one HTTP stack. Has a constructor without parameters and lives in the forked JVM. */
interface Caller {

    /** Begins a call and returns at once. */
    Running start(Call call);

    /** A call under way. */
    interface Running {

        /** Waits for the outcome; a blocking call is made here, on the thread that waits. */
        Result await() throws InterruptedException;

        /** Cancels the call as its stack does it. */
        void cancel();

        /** Cancels a stage that depends on the call, which for some stacks reaches the call. */
        void cancelDependent();
    }
}
