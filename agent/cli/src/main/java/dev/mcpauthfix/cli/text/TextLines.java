package dev.mcpauthfix.cli.text;

import java.util.List;

/** Lines for a terminal of 100 columns. */
public final class TextLines {

    private static final int WIDTH = 100;
    private static final String GAP = "  ";

    private final StringBuilder text = new StringBuilder();

    /** An empty line, and a heading. */
    public void heading(String heading) {
        text.append(text.length() == 0 ? "" : "\n").append(heading).append('\n');
    }

    /** A sentence, wrapped at blanks, further lines as far in as the first. */
    public void sentence(int indent, String sentence) {
        wrapped(indent, indent, sentence);
    }

    /** A list's item, further lines two columns further in. */
    public void item(int indent, String item) {
        wrapped(indent, indent + 2, item);
    }

    private void wrapped(int first, int further, String sentence) {
        StringBuilder line = new StringBuilder(" ".repeat(first));
        int start = line.length();
        for (String word : sentence.split(" ", -1)) {
            if (line.length() > start && line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder(" ".repeat(further));
                start = line.length();
            }
            line.append(line.length() > start ? " " : "").append(word);
        }
        text.append(line).append('\n');
    }

    /** Lines as they are, indented. */
    public void block(int indent, String block) {
        block.lines()
                .forEach(line -> text.append(line.isEmpty() ? "" : " ".repeat(indent))
                        .append(line)
                        .append('\n'));
    }

    /** Rows of cells, the first row a heading; columns as wide as needed, all but the first to the right. */
    public void table(int indent, List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(" ".repeat(indent));
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column);
                String blanks = " ".repeat(widths[column] - cell.length());
                line.append(column == 0 ? cell + blanks : GAP + blanks + cell);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }

    /** At most so many characters, the middle left out: of an address, both ends tell. */
    public static String cut(String address, int most) {
        if (address.length() <= most) {
            return address;
        }
        int end = (most - 3) / 2;
        int start = most - 3 - end;
        return address.substring(0, start) + "..." + address.substring(address.length() - end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
