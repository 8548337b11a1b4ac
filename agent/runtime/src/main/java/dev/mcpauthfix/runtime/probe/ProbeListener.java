package dev.mcpauthfix.runtime.probe;

/** Hears how far a probe has come, while it runs and on its thread. */
public interface ProbeListener {

    /** Hears nothing. */
    ProbeListener NONE = new ProbeListener() {
        @Override
        public void asks(Exchange.Purpose purpose, String method, String url) {}

        @Override
        public void came(Exchange exchange) {}
    };

    /** A request is about to be sent; the address is fit to be shown. */
    void asks(Exchange.Purpose purpose, String method, String url);

    /** A request has come to its end. */
    void came(Exchange exchange);
}
