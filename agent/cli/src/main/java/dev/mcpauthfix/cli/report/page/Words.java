package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.report.Figures;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures in words, the same everywhere on the page. */
final class Words {

    /** Keeps a figure and its unit on one line. */
    private static final String SPACE = "\u00A0";

    private Words() {}

    static String count(long number) {
        return Figures.of(number);
    }

    /** A count with the word for it: "1 server", "2 servers". */
    static String count(long number, String one) {
        return together(Figures.of(number, one));
    }

    /** A sum of shares: whole where it is, else with one digit. */
    static String amount(double sum) {
        return String.format(Locale.ROOT, Math.abs(sum - Math.rint(sum)) < 0.05 ? "%,.0f" : "%,.1f", sum);
    }

    /** A share between 0 and 1. What is not quite all or nothing does not become so by rounding. */
    static String percent(double share) {
        double hundredths = share * 100;
        String figure = String.format(Locale.ROOT, "%.1f", hundredths);
        if (share > 0 && hundredths < 0.05) {
            figure = "<0.1";
        } else if (share < 1 && hundredths >= 99.95) {
            figure = ">99.9";
        }
        return figure + SPACE + "%";
    }

    /** A share that is a round one, as on an axis or in a setting. */
    static String round(double share) {
        return shortest(share * 100) + SPACE + "%";
    }

    /** A difference of shares, with its sign. */
    static String points(double difference) {
        return signed(difference, String.format(Locale.ROOT, "%.1f", Math.abs(difference) * 100));
    }

    /** A difference that is a round one. */
    static String roundPoints(double difference) {
        return signed(difference, shortest(Math.abs(difference) * 100));
    }

    private static String signed(double difference, String figure) {
        boolean zero = figure.equals("0.0") || figure.equals("0");
        return zero ? figure : (difference > 0 ? "+" : "\u2212") + figure;
    }

    private static String shortest(double value) {
        return Math.abs(value - Math.rint(value)) < 1e-6
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    /** A time as long as it needs to be; a dash for none. */
    static String millis(@Nullable Long millis) {
        return millis == null ? "\u2013" : together(Figures.millis(millis));
    }

    static String bytes(long bytes) {
        return together(Figures.bytes(bytes));
    }

    /** The p-value with its letter. */
    static String probability(double p) {
        String figure = Figures.probability(p);
        return together((figure.startsWith("<") ? "p " : "p = ") + figure);
    }

    private static String together(String words) {
        return words.replaceFirst(" ", SPACE);
    }
}
