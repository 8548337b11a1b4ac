package dev.mcpauthfix.cli.doctor;

import dev.mcpauthfix.engine.policy.ServerText;

/** Values of a server's in words. */
final class Words {

    private Words() {}

    /** A {@code Retry-After} (RFC 9110, section 10.2.3): a number of seconds, or a date as it is. */
    static String seconds(String retryAfter) {
        String plain = ServerText.plain(retryAfter);
        return plain.matches("[0-9]+") ? plain + " s" : plain;
    }
}
