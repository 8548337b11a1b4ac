package dev.mcpauthfix.engine.challenge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one header line from left to right, in time linear in its length.
 *
 * <p>The grammar is ambiguous between a list of challenges and a list of parameters: a name followed by "=" continues the
 * challenge before it, any other name after a comma begins a new one. Beyond the grammar we read what real servers send:
 * parameters without commas between them, and URLs without quotes.
 */
final class ChallengeParser {

    /** Hears where things stand in the line. */
    interface Places {

        /** A challenge begins, and its scheme ends before this index. */
        void scheme(Challenge challenge, int end);

        /** A parameter of the latest challenge, with the indices where it begins and ends. */
        void parameter(String lowerCaseName, int start, int end);
    }

    private final String line;
    private final @Nullable Places places;
    private int at;

    ChallengeParser(String line) {
        this(line, null);
    }

    ChallengeParser(String line, @Nullable Places places) {
        this.line = line;
        this.places = places;
    }

    void parseInto(List<Challenge> challenges) {
        Map<String, List<String>> parameters = null;
        boolean mayBegin = true;
        skipSeparators();
        while (at < line.length()) {
            int start = at;
            String name = token();
            int end = at;
            if (!name.isEmpty() && followedByEquals()) {
                parameter(name, start, parameters);
            } else if (!name.isEmpty() && mayBegin && atBoundary()) {
                skipSpaces();
                String token68 = token68();
                parameters = new LinkedHashMap<>();
                Challenge challenge = new Challenge(name, token68, Collections.unmodifiableMap(parameters));
                challenges.add(challenge);
                if (places != null) {
                    places.scheme(challenge, end);
                }
            } else {
                skipToComma();
            }
            mayBegin = skipSeparators();
        }
    }

    private void parameter(String name, int start, @Nullable Map<String, List<String>> parameters) {
        String value = value();
        if (parameters != null && value != null) {
            String lowerCase = name.toLowerCase(Locale.ROOT);
            parameters.computeIfAbsent(lowerCase, absent -> new ArrayList<>(1)).add(value);
            if (places != null) {
                places.parameter(lowerCase, start, at);
            }
        }
    }

    /** Stands behind "=" and the whitespace around it when there is one; otherwise it does not move. */
    private boolean followedByEquals() {
        int start = at;
        skipSpaces();
        if (at < line.length() && line.charAt(at) == '=') {
            at++;
            skipSpaces();
            return true;
        }
        at = start;
        return false;
    }

    /** A quoted string without its quotes and escapes, or the text up to a comma or space; null for an unclosed quote. */
    private @Nullable String value() {
        if (at < line.length() && line.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        while (at < line.length() && line.charAt(at) != ',' && !isSpace(line.charAt(at))) {
            at++;
        }
        return line.substring(start, at);
    }

    private @Nullable String quoted() {
        StringBuilder text = new StringBuilder();
        for (at++; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                at++;
                return text.toString();
            }
            if (c == '\\' && at + 1 < line.length()) {
                at++;
            }
            text.append(line.charAt(at));
        }
        return null;
    }

    /** A token68 stands alone up to a comma or the end, which tells {@code abc=} from {@code abc=value}. */
    private @Nullable String token68() {
        int end = at;
        while (end < line.length() && isToken68(line.charAt(end))) {
            end++;
        }
        if (end == at) {
            return null;
        }
        while (end < line.length() && line.charAt(end) == '=') {
            end++;
        }
        int next = end;
        while (next < line.length() && isSpace(line.charAt(next))) {
            next++;
        }
        if (next < line.length() && line.charAt(next) != ',') {
            return null;
        }
        String text = line.substring(at, end);
        at = next;
        return text;
    }

    private String token() {
        int start = at;
        while (at < line.length() && isTokenCharacter(line.charAt(at))) {
            at++;
        }
        return line.substring(start, at);
    }

    /** Skips spaces and commas; answers whether there was a comma. */
    private boolean skipSeparators() {
        boolean comma = false;
        while (at < line.length() && (line.charAt(at) == ',' || isSpace(line.charAt(at)))) {
            comma |= line.charAt(at) == ',';
            at++;
        }
        return comma;
    }

    private void skipSpaces() {
        while (at < line.length() && isSpace(line.charAt(at))) {
            at++;
        }
    }

    private void skipToComma() {
        while (at < line.length() && line.charAt(at) != ',') {
            if (line.charAt(at) == '"') {
                quoted();
            } else {
                at++;
            }
        }
    }

    private boolean atBoundary() {
        return at == line.length() || line.charAt(at) == ',' || isSpace(line.charAt(at));
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isToken68(char c) {
        return isLetterOrDigit(c) || "-._~+/".indexOf(c) >= 0;
    }

    private static boolean isTokenCharacter(char c) {
        return isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
