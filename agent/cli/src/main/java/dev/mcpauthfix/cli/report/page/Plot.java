package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.Markup;
import java.util.Locale;

/**
 * One inline SVG that fills its place: across, everything is in percent of the width; down, in pixels from the middle. So a chart fits
 * a phone, a screen and a sheet of paper, and a row of any height, without scaling its text or bending its dots.
 */
final class Plot {

    private static final String MIDDLE = "50%";

    private final Markup page;

    private Plot(Markup page) {
        this.page = page;
    }

    /** Begins a plot; both texts are for whoever cannot see it. */
    static Plot open(Markup page, String style, String title, String description) {
        page.open("svg", "class", style, "role", "img", "focusable", "false");
        page.element("title", title).element("desc", description);
        return new Plot(page);
    }

    void close() {
        page.close();
    }

    /** A level line. */
    Plot across(String style, double from, double to, double below) {
        page.empty(
                "line",
                "class",
                style,
                "x1",
                percent(from),
                "x2",
                percent(to),
                "y1",
                MIDDLE,
                "y2",
                MIDDLE,
                "transform",
                moved(0, below));
        return this;
    }

    /** An upright line from top to bottom. */
    Plot down(String style, double x) {
        page.empty("line", "class", style, "x1", percent(x), "x2", percent(x), "y1", "0", "y2", "100%");
        return this;
    }

    /** A short upright line, two pixels wide, its middle at x. */
    Plot tick(String style, double x, double below, double high) {
        return box(style, x, 2, below, high);
    }

    /** A rectangle of so many pixels around a point. */
    Plot box(String style, double x, double wide, double below, double high) {
        page.empty(
                "rect",
                "class",
                style,
                "x",
                percent(x),
                "y",
                MIDDLE,
                "width",
                pixels(wide),
                "height",
                pixels(high),
                "transform",
                moved(-wide / 2, below - high / 2));
        return this;
    }

    Plot dot(String style, double x, double below, double radius) {
        page.empty(
                "circle",
                "class",
                style,
                "cx",
                percent(x),
                "cy",
                MIDDLE,
                "r",
                pixels(radius),
                "transform",
                moved(0, below));
        return this;
    }

    /** A bar that lies: from one place to another. */
    Plot bar(String style, double from, double to, double high) {
        page.empty(
                "rect",
                "class",
                style,
                "x",
                percent(from),
                "y",
                MIDDLE,
                "width",
                percent(to - from),
                "height",
                pixels(high),
                "transform",
                moved(0, -high / 2));
        return this;
    }

    /** A bar that stands on the plot's lower edge, so many percent of the plot high. */
    Plot column(String style, double from, double to, double high) {
        page.empty(
                "rect",
                "class",
                style,
                "x",
                percent(from),
                "y",
                percent(100 - high),
                "width",
                percent(to - from),
                "height",
                percent(high));
        return this;
    }

    /** The part of the plot between two places, from top to bottom. */
    Plot zone(String style, double from, double to) {
        page.empty("rect", "class", style, "x", percent(from), "y", "0", "width", percent(to - from), "height", "100%");
        return this;
    }

    /** A text; the anchor is start, middle or end, the shift is in pixels to the right, the base line in pixels below the middle. */
    Plot text(String style, double x, double shift, double below, String anchor, String text) {
        page.element(
                "text",
                text,
                "class",
                style,
                "x",
                percent(x),
                "y",
                MIDDLE,
                "text-anchor",
                anchor,
                "transform",
                moved(shift, below));
        return this;
    }

    private static String moved(double right, double below) {
        return "translate(" + pixels(right) + "," + pixels(below) + ")";
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", Math.max(0, Math.min(100, value)));
    }

    private static String pixels(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
