package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.Markup;
import org.jspecify.annotations.Nullable;

/**
 * A table with a plot in each row: the name of the row, its plot, its figures. It stays a table for whoever has it read out, and its
 * rows become small blocks on a phone.
 */
final class ChartTable {

    private final Markup page;
    private String[] figures = {};
    private int next;

    /**
     * Begins the table.
     *
     * @param style a class of the style sheet besides the common one
     * @param caption what the table shows, for whoever cannot see it
     * @param rows what a row is, for example "server"
     */
    ChartTable(Markup page, String style, String caption, String rows) {
        this.page = page;
        page.open("table", "class", "chart " + style);
        page.element("caption", caption, "class", "unseen");
        page.open("thead").open("tr").element("th", rows, "scope", "col", "class", "name");
    }

    /** Begins the plots' head; what is written until {@link #figures} is in it. */
    Markup plotHead() {
        return page.open("th", "scope", "col", "class", "plot");
    }

    /** Ends the plots' head, names the columns of figures and begins the rows. */
    void figures(String... names) {
        page.close();
        for (String name : names) {
            page.element("th", name, "scope", "col", "class", "figure");
        }
        figures = names.clone();
        page.close().close().open("tbody");
    }

    /** Begins a row with its name; the caller writes its content until {@link #plot}. */
    Markup row() {
        page.line().open("tr");
        next = 0;
        return page.open("th", "scope", "row", "class", "name");
    }

    /** Ends the name and begins the row's plot. */
    Plot plot(String title, String description) {
        page.close().open("td", "class", "plot");
        return Plot.open(page, "fill", title, description);
    }

    /** Ends the plot. */
    void plotted(Plot plot) {
        plot.close();
        page.close();
    }

    void figure(String text) {
        figure(text, null);
    }

    /** One figure, with what it is more precisely in smaller type below. */
    void figure(String text, @Nullable String below) {
        page.open("td", "class", "figure", "data-name", figures[next++]).text(text);
        if (below != null) {
            page.text(" ").element("small", below);
        }
        page.close();
    }

    void endRow() {
        page.close();
    }

    void close() {
        page.close().close().line();
    }
}
