package dev.mcpauthfix.engine.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How long a server wants to be left alone (RFC 9110, section 10.2.3). */
public final class RetryAfter {

    /** A server must not be able to keep an application out for good. */
    private static final Duration MOST = Duration.ofHours(1);

    private RetryAfter() {}

    /** The header's value in seconds or as a date, at most an hour; null for none, one in the past, or nonsense. */
    public static @Nullable Duration parse(@Nullable String value, Instant now) {
        if (value == null || value.isBlank()) {
            return null;
        }
        Duration wish = value.strip().chars().allMatch(c -> c >= '0' && c <= '9')
                ? seconds(value.strip())
                : until(value.strip(), now);
        if (wish == null || wish.isNegative() || wish.isZero()) {
            return null;
        }
        return wish.compareTo(MOST) < 0 ? wish : MOST;
    }

    private static Duration seconds(String digits) {
        return digits.length() > 9 ? MOST : Duration.ofSeconds(Long.parseLong(digits));
    }

    private static @Nullable Duration until(String date, Instant now) {
        try {
            return Duration.between(
                    now,
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException malformed) {
            return null;
        }
    }
}
