package dev.mcpauthfix.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A page as a tree, and what holds for every page of ours. */
public final class ParsedPage {

    private ParsedPage() {}

    /** The tree of a page that is well-formed XML too. */
    public static Document of(String text) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    /** Every element, in order. */
    public static List<Element> elements(Document page) {
        NodeList all = page.getElementsByTagName("*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            elements.add((Element) all.item(i));
        }
        return elements;
    }

    /** One title, and no level of headings left out. */
    public static void hasItsHeadingsInOrder(Document page) {
        List<Integer> levels = elements(page).stream()
                .map(Element::getTagName)
                .filter(name -> name.matches("h[1-6]"))
                .map(name -> Integer.valueOf(name.substring(1)))
                .toList();
        assertThat(levels).startsWith(1, 2);
        assertThat(levels.stream().filter(level -> level == 1)).hasSize(1);
        for (int i = 1; i < levels.size(); i++) {
            assertThat(levels.get(i) - levels.get(i - 1)).isLessThanOrEqualTo(1);
        }
    }

    /** Whoever hears the page is told of each table and each drawing what it is. */
    public static void saysWhatEachTableAndDrawingShows(Document page) {
        for (Element element : elements(page)) {
            switch (element.getTagName()) {
                case "th" -> assertThat(element.getAttribute("scope")).isIn("col", "row");
                case "table" -> assertThat(first(element, "caption")).isNotBlank();
                case "svg" -> {
                    assertThat(element.getAttribute("role")).isEqualTo("img");
                    assertThat(first(element, "title")).isNotBlank();
                    assertThat(first(element, "desc")).isNotBlank();
                }
                default -> {}
            }
        }
    }

    private static String first(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }
}
