package dev.mcpauthfix.it.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the application got for a {@link Call}.
 *
 * @param status the response's status, 0 where there was no response
 * @param headers the response's headers by lower-case name, but for its date
 * @param body short text as it is, anything else by its digest
 * @param heads the status of each response that the application's own body handler was shown
 * @param failure the exception and its causes, each as class and message; empty for a response
 */
record Result(int status, Map<String, List<String>> headers, String body, List<Integer> heads, List<String> failure) {

    private static final int MOST_TEXT = 2000;
    private static final String CANCELLED = "java.util.concurrent.CancellationException";

    static Result response(int status, Map<String, List<String>> headers, byte[] body, List<Integer> heads) {
        return new Result(status, withoutDate(headers), text(body), List.copyOf(heads), List.of());
    }

    static Result failure(Throwable failure, List<Integer> heads) {
        return failure(0, Map.of(), failure, heads);
    }

    static Result failure(int status, Map<String, List<String>> headers, Throwable failure, List<Integer> heads) {
        List<String> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            chain.add(cause.getClass().getName() + ": " + cause.getMessage());
        }
        return new Result(status, withoutDate(headers), "", List.copyOf(heads), chain);
    }

    /** The same without what two runs on one JDK differ in: who of several came first to end a call, and its words. */
    Result withoutRaces() {
        List<String> first = failure.stream()
                .limit(1)
                .map(text -> text.startsWith(CANCELLED) ? CANCELLED : text)
                .toList();
        return new Result(status, headers, body, heads, first);
    }

    /** Two runs differ in the date whatever the agent does. */
    private static Map<String, List<String>> withoutDate(Map<String, List<String>> headers) {
        Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        sorted.remove("date");
        return sorted;
    }

    static String text(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        boolean plain = body.length <= MOST_TEXT && text.chars().noneMatch(c -> c == 0xFFFD || (c < ' ' && c != '\n'));
        return plain ? text : body.length + " bytes, " + digest(body);
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
