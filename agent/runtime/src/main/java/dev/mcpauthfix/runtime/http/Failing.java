package dev.mcpauthfix.runtime.http;

/** What failed on the way to a server, where there is no answer. */
public enum Failing {
    /** The name has no address. */
    NAME,
    /** The proxy: not there, or it does not let us through. */
    PROXY,
    /** No TCP connection. */
    CONNECTION,
    /** The server's certificate is not trusted, or not the asked name's. */
    CERTIFICATE,
    /** TLS for any other reason. */
    TLS,
    /** The time was over, in whatever phase. */
    TIME,
    /** What came is not HTTP, or was cut off. */
    ANSWER,
    /** Our own rules: an address, a redirect or a size that they forbid. */
    REFUSED
}
