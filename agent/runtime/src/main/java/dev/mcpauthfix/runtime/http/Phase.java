package dev.mcpauthfix.runtime.http;

/** What a request spends its time with, in this order. */
enum Phase {
    LOOKUP("looking up the name"),
    CONNECT("connecting"),
    TUNNEL("the proxy's tunnel"),
    TLS("TLS"),
    WAIT("waiting for the answer"),
    READ("reading it");

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
