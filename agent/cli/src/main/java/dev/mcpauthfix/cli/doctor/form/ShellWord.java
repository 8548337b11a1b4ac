package dev.mcpauthfix.cli.doctor.form;

import java.nio.charset.StandardCharsets;

/** A foreign text as one word of a POSIX shell, which takes nothing in it for anything but itself. */
final class ShellWord {

    private ShellWord() {}

    static String of(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** An address, in one line: what a URL may not hold is percent-encoded, as on the probe's way to the server. */
    static String url(String address) {
        StringBuilder ascii = new StringBuilder(address.length());
        for (byte part : address.getBytes(StandardCharsets.UTF_8)) {
            if (part > ' ' && part < 0x7f) {
                ascii.append((char) part);
            } else {
                ascii.append(String.format("%%%02X", part));
            }
        }
        return of(ascii.toString());
    }
}
