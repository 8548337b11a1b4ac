package dev.mcpauthfix.cli.doctor;

import dev.mcpauthfix.engine.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What metadata says of proof keys (RFC 7636, RFC 8414, section 2). */
enum Pkce {
    /** S256 is among the methods. */
    S256,
    /** Methods are listed, and S256 is not among them. */
    OTHER,
    /** Nothing is listed. */
    UNSAID;

    static Pkce of(@Nullable JsonObject document) {
        List<String> methods = document == null ? null : document.strings("code_challenge_methods_supported");
        if (methods == null || methods.isEmpty()) {
            return UNSAID;
        }
        return methods.contains("S256") ? S256 : OTHER;
    }
}
