package dev.mcpauthfix.runtime;

/** What this is; a test of the finished jar keeps it equal to the manifest. */
public final class Product {

    /** The released version. */
    public static final String VERSION = "0.1.0";

    private Product() {}
}
