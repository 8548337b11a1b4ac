package dev.mcpauthfix.runtime.probe;

import java.util.regex.Pattern;

/**
 * Makes what a server sent fit to be shown (attacks S13, S14): no secret that servers are known to send, and no character that a
 * terminal or a page would obey.
 */
public final class Shown {

    private static final int LONGEST = 2048;
    /** A secret that is cut in two would not be recognised: more than what is shown is looked through. */
    private static final int READ = 4 * LONGEST;

    private static final String HIDDEN = "***";
    private static final String NAMED = "$1" + HIDDEN;

    private static final Pattern USER = Pattern.compile("(?i)((?:\\b[a-z][a-z0-9+.-]{0,20}+:|^)//)[^/?#\"\\s]*@");
    private static final Pattern QUERY_VALUE = Pattern.compile("([?&][^=&?#\"\\s]*=)[^&#\"\\s]*");

    /** In an address alone there is nothing that a quote could end. */
    private static final Pattern WHOLE_VALUE = Pattern.compile("([?&][^=&?#]*=)[^&#]*");
    /** A query that is no list of names and values, and long enough for a secret. */
    private static final Pattern BARE_QUERY = Pattern.compile("([?&])[^=&?#]{12,}+(?=&|$)");
    /** {@code ;jsessionid=...} for example. */
    private static final Pattern PATH_PARAMETER = Pattern.compile("(;[^;=/?#\"\\s]*=)[^;/?#\"\\s]*");

    private static final Pattern CREDENTIALS =
            Pattern.compile("(?i)\\b((?:bearer|basic|dpop|token|negotiate|ntlm|api-?key)\\s+)"
                    // The parameter of a challenge, and not a value that ends in padding.
                    + "(?![A-Za-z0-9_-]+\\s*=\\s*[^\\s=,;])"
                    + "(?=[^\\s\",]*[0-9])[A-Za-z0-9._~+/-]{8,}=*");
    private static final Pattern JSON_WEB_TOKEN = Pattern.compile("(?<![A-Za-z])eyJ[A-Za-z0-9_.-]{8,}");
    /** Keys that say themselves what they are. */
    private static final Pattern KNOWN_KEY =
            Pattern.compile("\\b(?:sk[-_]|[rp]k_live_|gh[a-z]_|github_pat_|glpat-|xox[a-z]-|AKIA|AIza|ya29\\.)"
                    + "(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{14,}");

    private static final String SECRET_NAMES =
            "(?:(?:access|refresh|id|auth|session|csrf|xsrf)[_-]?token|client[_-]?secret"
                    + "|registration[_-]access[_-]token|code[_-]verifier|passw(?:or)?d|api[_-]?key|[a-z]*sess(?:ion)?[_-]?id|secret)";
    /** With its quotes, which a string within a string has with backslashes. */
    private static final Pattern QUOTED_MEMBER = Pattern.compile("(?i)((?:\\b" + SECRET_NAMES
            + "|[\"']token)\\\\{0,4}[\"']?\\s*[:=]\\s*\\\\{0,4}([\"']))(?:(?!\\\\{0,4}\\2).)+");

    private static final Pattern MEMBER =
            Pattern.compile("(?i)(\\b" + SECRET_NAMES + "\\\\{0,4}[\"']?\\s*[:=>]\\s*)[^\"'&,;\\s}<>\\\\]+");
    private static final Pattern FORM =
            Pattern.compile("(?i)\\b((?:code|state|token|key|sig|signature)=)[^\"&,;\\s<>]+");
    /** A hidden field of a login page. */
    private static final Pattern FIELD = Pattern.compile("(?i)(<input\\b[^>]*\\bvalue\\s*=\\s*[\"']?)[^\"'>]+");

    /** A word that nobody would remember, alone; an identifier of the usual form is none. */
    private static final Pattern OPAQUE_WORD =
            Pattern.compile("(?<![\\w/.:-])(?![0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![\\w-]))"
                    + "(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{32,}(?![\\w/.:-])");

    private static final Pattern OPAQUE = Pattern.compile("\\b(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{32,}");

    private Shown() {}

    /** An address without user information and fragment, the values of its query and of its path's parameters hidden. */
    public static String url(String address) {
        String plain = plain(address, READ);
        int fragment = plain.indexOf('#');
        String shown = fragment < 0 ? plain : plain.substring(0, fragment);
        shown = USER.matcher(shown).replaceAll("$1");
        shown = WHOLE_VALUE.matcher(shown).replaceAll(NAMED);
        shown = BARE_QUERY.matcher(shown).replaceAll(NAMED);
        shown = PATH_PARAMETER.matcher(shown).replaceAll(NAMED);
        shown = KNOWN_KEY.matcher(shown).replaceAll(HIDDEN);
        return cut(JSON_WEB_TOKEN.matcher(shown).replaceAll(HIDDEN), LONGEST);
    }

    /** A header line or a sentence that may quote a server. */
    public static String text(String text) {
        return cut(hidden(plain(text, READ)), LONGEST);
    }

    private static String hidden(String plain) {
        String shown = USER.matcher(plain).replaceAll("$1");
        shown = JSON_WEB_TOKEN.matcher(shown).replaceAll(HIDDEN);
        shown = KNOWN_KEY.matcher(shown).replaceAll(HIDDEN);
        shown = CREDENTIALS.matcher(shown).replaceAll(NAMED);
        shown = QUOTED_MEMBER.matcher(shown).replaceAll(NAMED);
        shown = MEMBER.matcher(shown).replaceAll(NAMED);
        shown = QUERY_VALUE.matcher(shown).replaceAll(NAMED);
        shown = FORM.matcher(shown).replaceAll(NAMED);
        return OPAQUE_WORD.matcher(shown).replaceAll(HIDDEN);
    }

    /** The beginning of a body, in one line; whatever looks like a secret in it is hidden. */
    static String excerpt(String body, int most) {
        String line = hidden(plain(body.strip(), READ).replaceAll("[\\s\\uFFFD]+", " "));
        line = FIELD.matcher(line).replaceAll(NAMED);
        return cut(OPAQUE.matcher(line).replaceAll(HIDDEN), most);
    }

    /** At most 2048 characters, a replacement character for each that is not for showing. */
    static String plain(String text) {
        return cut(plain(text, READ), LONGEST);
    }

    private static String plain(String text, int most) {
        StringBuilder plain = new StringBuilder(Math.min(text.length(), most));
        text.substring(0, Math.min(text.length(), most))
                .codePoints()
                .map(c -> isForShowing(c) ? c : '\uFFFD')
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) + "..." : text;
    }

    private static boolean isForShowing(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
