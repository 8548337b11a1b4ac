package dev.mcpauthfix.runtime.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether a value is one that its setting accepts. */
final class ValueCheck {

    private ValueCheck() {}

    static boolean accepts(Setting setting, String value) {
        if (Text.hasControlCharacter(value)) {
            return false;
        }
        return switch (setting.form()) {
            case CHOICE -> setting.alternatives().contains(value);
            case SECONDS, NUMBER -> isWithin(setting.alternatives(), value);
            case DATE -> isDate(value);
            case EXPERIMENT -> ExperimentText.parse(value) != null;
            case SERVERS -> ServerList.parse(value) != null;
            case PATH -> isPath(value);
            case SERVER_URL -> isServer(value);
            case DOCUMENT_URL -> isDocument(value);
            case RESOURCE -> value.equals("verbatim") || value.equals("omit") || isResource(value);
            case HEADERS -> isHeaders(value);
            case VAULT -> value.equals("file") || value.equals("memory") || RedisServer.parse(value) != null;
            case TEXT, SECRET -> true;
        };
    }

    private static boolean isWithin(List<String> bounds, String value) {
        if (value.length() > 9) {
            return false;
        }
        try {
            int number = Integer.parseInt(value);
            return number >= Integer.parseInt(bounds.get(0)) && number <= Integer.parseInt(bounds.get(1));
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    private static boolean isDate(String value) {
        try {
            return LocalDate.parse(value).getYear() < 10000;
        } catch (DateTimeParseException malformed) {
            return false;
        }
    }

    private static boolean isPath(String value) {
        try {
            return !Path.of(value).toString().isEmpty();
        } catch (InvalidPathException invalid) {
            return false;
        }
    }

    /** An issuer identifier has neither query nor fragment (RFC 8414, section 2); an MCP server needs none here. */
    static boolean isServer(String value) {
        try {
            URI uri = new URI(value);
            boolean safe = "https".equalsIgnoreCase(uri.getScheme())
                    || ("http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri.getHost()));
            return safe && isPlain(uri) && uri.getRawQuery() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /** An absolute URI without a fragment (RFC 8707, section 2). */
    private static boolean isResource(String value) {
        try {
            URI uri = new URI(value);
            return uri.isAbsolute() && uri.getRawFragment() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /** Tokens (RFC 9110, section 5.1), near enough to find what was not meant. */
    private static boolean isHeaders(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && "-_.!~*+^| ".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** A client identifier metadata document's URL has a path. */
    private static boolean isDocument(String value) {
        try {
            URI uri = new URI(value);
            String path = uri.getRawPath();
            return "https".equalsIgnoreCase(uri.getScheme()) && isPlain(uri) && path != null && path.length() > 1;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static boolean isPlain(URI uri) {
        return uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
    }

    private static boolean isLoopback(@Nullable String host) {
        return host != null && (host.equalsIgnoreCase("localhost") || host.equals("[::1]") || isLoopbackNumber(host));
    }

    /** {@code 127.x.y.z} and not a name that only starts like it. */
    private static boolean isLoopbackNumber(String host) {
        for (int i = 0; i < host.length(); i++) {
            if (host.charAt(i) != '.' && (host.charAt(i) < '0' || host.charAt(i) > '9')) {
                return false;
            }
        }
        return host.startsWith("127.");
    }
}
