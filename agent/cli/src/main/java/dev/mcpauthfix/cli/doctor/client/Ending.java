package dev.mcpauthfix.cli.doctor.client;

import dev.mcpauthfix.cli.doctor.client.Prediction.Outcome;
import dev.mcpauthfix.cli.doctor.client.Prediction.Step;

/** Where a client's way ends, before it is said whose way it is. */
record Ending(Outcome outcome, Step step, String because) implements ResourceSearch.Result, ServerSearch.Result {

    static Ending fails(Step step, String because) {
        return new Ending(Outcome.FAILS, step, because);
    }

    static Ending needsCredentials(Step step, String because) {
        return new Ending(Outcome.NEEDS_CREDENTIALS, step, because);
    }

    static Ending unknown(Step step, String because) {
        return new Ending(Outcome.UNKNOWN, step, because);
    }

    static Ending connects(String because) {
        return new Ending(Outcome.CONNECTS, Step.CONNECTED, because);
    }

    /** The same for a server that has moved; what is told of it holds at its new address. */
    Ending movedTo(String address) {
        return outcome == Outcome.CONNECTS ? connects(because + " (at " + address + ")") : this;
    }

    Prediction of(ClientReading client) {
        return new Prediction(client, outcome, step, because);
    }
}
