package dev.mcpauthfix.cli.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them, the same in every language. */
public final class Figures {

    private static final double SECOND = 1_000;
    private static final double MINUTE = 60_000;
    private static final long KIBIBYTE = 1 << 10;
    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

    private Figures() {}

    /** {@code 1 call}, {@code 1,234 calls}. */
    public static String of(long count, String thing) {
        return of(count) + " " + thing + (count == 1 ? "" : "s");
    }

    /** {@code 1,234}. */
    public static String of(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A share from 0 to 1: {@code 12.5 %}. */
    public static String percent(double share) {
        return points(share) + " %";
    }

    /** A share, or a difference of shares, in hundredths: {@code 12.5}, {@code -3}. */
    public static String points(double share) {
        return decimal(share * 100);
    }

    /** With one digit behind the point, or none where that is 0. */
    public static String decimal(double number) {
        double tenths = Math.round(number * 10) / 10.0;
        return tenths == Math.rint(tenths)
                ? String.format(Locale.ROOT, "%,d", (long) tenths)
                : String.format(Locale.ROOT, "%,.1f", tenths);
    }

    /** {@code 412 ms}, {@code 1.2 s}, {@code 3.5 min}; a hyphen for null. */
    public static String millis(@Nullable Long millis) {
        if (millis == null) {
            return "-";
        }
        if (millis < SECOND) {
            return millis + " ms";
        }
        return millis < MINUTE ? decimal(millis / SECOND) + " s" : decimal(millis / MINUTE) + " min";
    }

    /** {@code 12 bytes}, {@code 1.5 MiB}. */
    public static String bytes(long bytes) {
        double left = bytes;
        int unit = 0;
        while (left >= KIBIBYTE && unit < UNITS.length - 1) {
            left /= KIBIBYTE;
            unit++;
        }
        return decimal(left) + " " + UNITS[unit];
    }

    /** {@code 0.0123}, and a bound for what is smaller than six digits can show. */
    public static String probability(double p) {
        if (p < 0.000_001) {
            return "< 0.000001";
        }
        return String.format(Locale.ROOT, p < 0.001 ? "%.6f" : "%.3f", p);
    }
}
