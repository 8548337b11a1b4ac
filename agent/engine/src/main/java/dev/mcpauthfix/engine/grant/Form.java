package dev.mcpauthfix.engine.grant;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code application/x-www-form-urlencoded} form (RFC 6749, appendix B), spaces written as {@code %20}. */
final class Form {

    private Form() {}

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String encode(Map<String, String> parameters) {
        StringBuilder form = new StringBuilder();
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            form.append(form.length() == 0 ? "" : "&")
                    .append(encode(parameter.getKey()))
                    .append('=')
                    .append(encode(parameter.getValue()));
        }
        return form.toString();
    }

    /** The first value of each name; a pair that cannot be decoded is left out. */
    static Map<String, String> decode(String form) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : form.strip().split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals <= 0 ? null : decodeValue(pair.substring(0, equals));
            String value = decodeValue(pair.substring(equals + 1));
            if (name != null && value != null) {
                parameters.putIfAbsent(name, value);
            }
        }
        return parameters;
    }

    private static @Nullable String decodeValue(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
