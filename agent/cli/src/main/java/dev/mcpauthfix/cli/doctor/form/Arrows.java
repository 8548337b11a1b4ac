package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.cli.page.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws arrows across a width that is not known: across in percent, down in pixels. */
final class Arrows {

    /** Pixels; half the height of an arrow's head. */
    private static final int HEAD = 4;

    private final Markup page;

    Arrows(Markup page) {
        this.page = page;
    }

    /** Where somebody's time goes on. */
    void down(double x, int from, int to) {
        line("lifeline", x, x, from, to);
    }

    void right(String style, double from, double to, int y) {
        line(style, from, to, y, y);
        slanted(style + " tip", to, y, -HEAD, true);
        slanted(style + " tip", to, y, HEAD, false);
    }

    void left(String style, double from, double to, int y) {
        line(style, from, to, y, y);
        slanted(style + " tip", to, y, -HEAD, false);
        slanted(style + " tip", to, y, HEAD, true);
    }

    /** A line that ends in a cross. */
    void broken(double from, double to, int y) {
        line("missing", from, to, y, y);
        for (int end : new int[] {-HEAD, HEAD}) {
            slanted("missing", to, y, end, true);
            slanted("missing", to, y, end, false);
        }
    }

    /** A text; the shift is in pixels to the right, y is its base line. */
    void text(String style, double x, int shift, int y, String anchor, String text) {
        page.element(
                "text",
                text,
                "class",
                style,
                "x",
                percent(x),
                "y",
                String.valueOf(y),
                "text-anchor",
                anchor,
                "transform",
                "translate(" + shift + ",0)");
    }

    /**
     * A line at 45 degrees from a point to so many pixels below it, above it where negative; falling is from the left to the right. Both
     * its ends have the same place in percent: skewing is what moves one of them by pixels.
     */
    private void slanted(String style, double x, int y, int below, boolean falling) {
        line(
                style,
                x,
                x,
                y,
                y + below,
                "transform",
                falling ? "translate(" + -y + ",0) skewX(45)" : "translate(" + y + ",0) skewX(-45)");
    }

    private void line(String style, double fromX, double toX, int fromY, int toY, String... more) {
        List<String> attributes = new ArrayList<>(List.of("class", style));
        attributes.addAll(List.of("x1", percent(fromX), "x2", percent(toX)));
        attributes.addAll(List.of("y1", String.valueOf(fromY), "y2", String.valueOf(toY)));
        attributes.addAll(List.of(more));
        page.empty("line", attributes.toArray(String[]::new));
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", value);
    }
}
