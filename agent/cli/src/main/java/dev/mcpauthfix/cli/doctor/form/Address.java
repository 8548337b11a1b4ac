package dev.mcpauthfix.cli.doctor.form;

import java.util.Locale;

/** The parts of an address as it is shown; it may hold {@code ***}, or be no URL at all, so that no parser takes it. */
final class Address {

    private static final String AFTER_SCHEME = "://";

    private Address() {}

    /** Scheme, host and port in lower case; the whole text where there is no scheme. */
    static String origin(String address) {
        return address.substring(0, originEnd(address)).toLowerCase(Locale.ROOT);
    }

    /** Host and port. */
    static String host(String address) {
        String origin = origin(address);
        int scheme = origin.indexOf(AFTER_SCHEME);
        return scheme < 0 ? origin : origin.substring(scheme + AFTER_SCHEME.length());
    }

    /** Path and query, at least a slash. */
    static String path(String address) {
        String path = address.substring(originEnd(address));
        return path.startsWith("/") ? path : "/" + path;
    }

    private static int originEnd(String address) {
        int scheme = address.indexOf(AFTER_SCHEME);
        if (scheme < 0) {
            return address.length();
        }
        for (int i = scheme + AFTER_SCHEME.length(); i < address.length(); i++) {
            char c = address.charAt(i);
            if (c == '/' || c == '?' || c == '#') {
                return i;
            }
        }
        return address.length();
    }
}
