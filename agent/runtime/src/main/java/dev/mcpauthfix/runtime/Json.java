package dev.mcpauthfix.runtime;

import org.jspecify.annotations.Nullable;

/** Writes one JSON object by hand, where no JSON library of ours is loaded. */
public final class Json {

    private final StringBuilder text = new StringBuilder(256).append('{');

    /** A member that is a string, or null. */
    public Json text(String name, @Nullable String value) {
        member(name);
        if (value == null) {
            text.append("null");
        } else {
            quote(value);
        }
        return this;
    }

    /** A member that is a string, and left out where there is none. */
    public Json optional(String name, @Nullable String value) {
        return value == null ? this : text(name, value);
    }

    /** A member that is a number. */
    public Json number(String name, long value) {
        return raw(name, Long.toString(value));
    }

    /** A member that is an array of strings. */
    Json texts(String name, Iterable<String> values) {
        member(name);
        text.append('[');
        boolean first = true;
        for (String value : values) {
            if (!first) {
                text.append(',');
            }
            first = false;
            quote(value);
        }
        text.append(']');
        return this;
    }

    /** A member that is JSON already. */
    public Json raw(String name, String json) {
        member(name);
        text.append(json);
        return this;
    }

    private void member(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        quote(name);
        text.append(':');
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                text.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    text.append(Character.forDigit((c >> shift) & 0xF, 16));
                }
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    /** The object. */
    @Override
    public String toString() {
        return text + "}";
    }
}
