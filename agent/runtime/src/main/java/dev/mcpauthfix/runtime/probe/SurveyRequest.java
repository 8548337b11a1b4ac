package dev.mcpauthfix.runtime.probe;

import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to be looked at, as it is typed and as it travels into another JVM.
 *
 * @param url the MCP URL
 * @param limit for all requests together
 * @param pins addresses by lower-case host name that go before the name service's, empty for none
 * @param registers whether a client is registered at the authorization server, to see whether that works
 */
public record SurveyRequest(URI url, Duration limit, Map<String, List<InetAddress>> pins, boolean registers) {

    /** Where nobody says another limit, in seconds. */
    public static final int LIMIT_SECONDS = 30;

    private static final int MOST_SECONDS = 600;
    private static final String RESOLVE = "resolve";
    private static final String REGISTER = "register";

    /** Tells of input that cannot be used, in one line. */
    public static final class Unusable extends Exception {

        private static final long serialVersionUID = 1;

        Unusable(String line) {
            super(line);
        }

        /** What is wrong, what was expected. */
        public String line() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Reads what was typed.
     *
     * @param resolves {@code host=address}, or as curl has it {@code host:port:address}
     * @throws Unusable where something cannot be used
     */
    public static SurveyRequest of(String url, int limitSeconds, List<String> resolves, boolean registers)
            throws Unusable {
        String mistake = UrlMistake.in(url);
        URI parsed = UrlRules.parse(UrlMistake.withoutFragment(url));
        if (mistake != null || parsed == null) {
            throw new Unusable(String.valueOf(mistake));
        }
        if (limitSeconds < 1 || limitSeconds > MOST_SECONDS) {
            throw new Unusable(
                    "a limit of " + limitSeconds + " s is not possible; expected 1 to " + MOST_SECONDS + " seconds");
        }
        Map<String, List<InetAddress>> pins = new LinkedHashMap<>();
        for (String resolve : resolves) {
            pin(resolve, pins);
        }
        return new SurveyRequest(parsed, Duration.ofSeconds(limitSeconds), pins, registers);
    }

    private static void pin(String resolve, Map<String, List<InetAddress>> pins) throws Unusable {
        int equals = resolve.indexOf('=');
        int colon = resolve.indexOf(':');
        int second = colon < 0 ? -1 : resolve.indexOf(':', colon + 1);
        String host = equals > 0 ? resolve.substring(0, equals) : second > 0 ? resolve.substring(0, colon) : "";
        String address = equals > 0 ? resolve.substring(equals + 1) : second > 0 ? resolve.substring(second + 1) : "";
        InetAddress literal = literal(address);
        if (host.isEmpty() || literal == null) {
            throw new Unusable("\"" + Shown.text(resolve)
                    + "\" names no address for a host; expected --resolve mcp.example.com=203.0.113.7");
        }
        pins.computeIfAbsent(host.toLowerCase(Locale.ROOT), first -> new ArrayList<>())
                .add(literal);
    }

    /** An address as it stands; a name would be looked up, which is what was not wanted. */
    private static @Nullable InetAddress literal(String text) {
        String address = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        boolean four = address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
        boolean six = address.indexOf(':') >= 0 && address.matches("[0-9A-Fa-f:.]+");
        try {
            return four || six ? InetAddress.getByName(address) : null;
        } catch (UnknownHostException malformed) {
            return null;
        }
    }

    /** The request as an order has it: {@code key=value} each, the values as they are. */
    public List<String> parts() {
        List<String> parts = new ArrayList<>();
        parts.add("url=" + url);
        parts.add(ProbeArguments.TIMEOUT + "=" + limit.toSeconds());
        pins.forEach((host, addresses) ->
                addresses.forEach(address -> parts.add(RESOLVE + "=" + host + "=" + address.getHostAddress())));
        if (registers) {
            parts.add(REGISTER + "=true");
        }
        return parts;
    }

    /**
     * Reads the arguments of an order.
     *
     * @throws Unusable where something cannot be used
     */
    static SurveyRequest of(ProbeArguments arguments) throws Unusable {
        String url = arguments.of("url");
        return of(
                url == null ? "" : url,
                (int) arguments.limit().toSeconds(),
                arguments.all(RESOLVE),
                "true".equals(arguments.of(REGISTER)));
    }
}
