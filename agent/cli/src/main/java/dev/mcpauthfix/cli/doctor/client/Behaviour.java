package dev.mcpauthfix.cli.doctor.client;

/** How a client takes a refusal. */
sealed interface Behaviour permits Behaviour.WithoutOAuth, Behaviour.Engine, Traits {

    /**
     * It knows nothing of OAuth; an application that adds some brings a client of its own.
     *
     * @param error what its users see at a 401, to the letter
     */
    record WithoutOAuth(String error) implements Behaviour {}

    /** Our own engine: nothing is simulated, it walked the ladder itself. */
    record Engine() implements Behaviour {}
}
