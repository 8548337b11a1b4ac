package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.report.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Points in time, all UTC. */
final class Moments {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Moments() {}

    static String minute(Instant time) {
        return MINUTE.format(time);
    }

    /** The days, after a separator; nothing for no line. */
    static String of(Period period) {
        Instant from = period.from();
        Instant to = period.to();
        if (from == null || to == null) {
            return "";
        }
        String first = DAY.format(from);
        String last = DAY.format(to);
        return " \u00B7 " + (first.equals(last) ? first : first + " to " + last);
    }

    /** How long from the first to the last line; nothing for no line. */
    static @Nullable String length(Period period) {
        Instant from = period.from();
        Instant to = period.to();
        if (from == null || to == null) {
            return null;
        }
        Duration length = Duration.between(from, to);
        return length.toHours() < 2
                ? Words.millis(length.toMillis())
                : length.toHours() < 48
                        ? Words.count(length.toHours(), "hour")
                        : Words.count(Math.round(length.toHours() / 24.0), "day");
    }
}
