package dev.mcpauthfix.cli.doctor.client;

/** What a client does after an answer that does not give it what it asked for. */
enum Then {
    /** Asks the next address of the same kind; where there is none left, goes on without. */
    NEXT,
    /** Asks the next address of the same kind; where there is none left, gives up. */
    NEXT_OR_GIVE_UP,
    /** Leaves the other addresses of the same kind out, and goes on without. */
    SKIP,
    /** Gives up. */
    GIVE_UP
}
