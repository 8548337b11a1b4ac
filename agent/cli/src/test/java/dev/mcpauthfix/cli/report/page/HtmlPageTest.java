package dev.mcpauthfix.cli.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.cli.page.Escaped;
import dev.mcpauthfix.cli.page.ParsedPage;
import dev.mcpauthfix.cli.report.Findings;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class HtmlPageTest {

    private static final Set<String> ELEMENTS = Set.of(
            "html head meta title style body main header footer section h1 h2 h3 p ul ol li dl dt dd div span b i small pre wbr"
                    .concat(" table caption thead tbody tr th td svg desc line rect circle text")
                    .split(" "));
    private static final Set<String> ATTRIBUTES = Set.of(
            "lang charset http-equiv content name class scope data-name role focusable x y x1 x2 y1 y2 cx cy r width height transform text-anchor"
                    .split(" "));

    static Stream<String> samples() {
        return Samples.all().keySet().stream();
    }

    @Nested
    class IsSafe {

        @ParameterizedTest
        @MethodSource("dev.mcpauthfix.cli.report.page.HtmlPageTest#samples")
        void hasNoElementAndNoAttributeThatCouldLoadOrRunAnything(String sample) throws Exception {
            Set<String> elements = new TreeSet<>();
            Set<String> attributes = new TreeSet<>();
            for (Element element : ParsedPage.elements(page(sample))) {
                elements.add(element.getTagName());
                for (int i = 0; i < element.getAttributes().getLength(); i++) {
                    attributes.add(element.getAttributes().item(i).getNodeName());
                }
            }
            assertThat(ELEMENTS).containsAll(elements);
            assertThat(ATTRIBUTES).containsAll(attributes);
        }

        @ParameterizedTest
        @MethodSource("dev.mcpauthfix.cli.report.page.HtmlPageTest#samples")
        void forbidsTheBrowserTheNetwork(String sample) throws IOException {
            assertThat(text(sample))
                    .contains(
                            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; "
                                    + "style-src &#39;unsafe-inline&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\"/>");
            assertThat(Style.SHEET).doesNotContain("url(", "@import", "<", "&");
        }

        @Test
        void takesHostileTextsForTexts() throws Exception {
            String page = text("hostile");
            assertThat(page)
                    .contains(
                            "&lt;/title&gt;&lt;/svg&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;"
                                    + "&quot;&#39;&amp;amp;&amp;#x27;[31m]]&gt;&lt;!-- javascript:alert(3)")
                    .doesNotContain("<script", "<img", "<!--", "]]>", "<a ");
            assertThat(page.chars().filter(c -> c < ' ' && c != '\n')).isEmpty();
            assertThat(page.codePoints().filter(c -> c == 0x202e || c == 0x2028 || (c >= 0xd800 && c < 0xe000)))
                    .isEmpty();
        }

        @Test
        void cutsATextThatIsFarTooLong() {
            StringBuilder out = new StringBuilder();
            Escaped.append("x".repeat(1_000_000), out);
            assertThat(out).hasSizeLessThan(5_000).endsWith("x...");
        }

        @Test
        void keepsLettersOfAllLanguagesAndDropsHalfCharacters() {
            StringBuilder out = new StringBuilder();
            Escaped.append("Bücher, 本, \ud83d\ude00\ude00\ufffe", out);
            assertThat(out).hasToString("Bücher, 本, \ud83d\ude00");
        }
    }

    @Nested
    class IsAccessible {

        @ParameterizedTest
        @MethodSource("dev.mcpauthfix.cli.report.page.HtmlPageTest#samples")
        void hasOneTitleAndItsHeadingsInOrder(String sample) throws Exception {
            ParsedPage.hasItsHeadingsInOrder(page(sample));
        }

        @ParameterizedTest
        @MethodSource("dev.mcpauthfix.cli.report.page.HtmlPageTest#samples")
        void saysOfEachTableAndEachChartWhatItShows(String sample) throws Exception {
            ParsedPage.saysWhatEachTableAndDrawingShows(page(sample));
        }
    }

    @Nested
    class Shows {

        @Test
        void theEffectWithItsInterval() throws IOException {
            assertThat(text("experiment"))
                    .contains("<h1>Lenient connects")
                    .contains("Lenient minus strict: +61.9 points, between +34.0 and +81.0. That is conclusive.")
                    .contains("The sample ratio is as it should be: p\u00A0= 0.689");
        }

        @Test
        void noEffectAnywhereWhereTheSampleRatioIsWrong() throws IOException {
            assertThat(text("mismatch"))
                    .contains("Sample ratio mismatch", "No effect is shown.", "Far fewer units are in lenient")
                    .doesNotContain(
                            "Connect success", "Time to connect", "minus strict", "conclusive", "Extra requests");
        }

        @Test
        void noExperimentWhereThereIsNone() throws IOException {
            assertThat(text("no-experiment"))
                    .contains("<h1>362 of 475\u00A0refused calls were healed, at 3 of 5 servers; "
                            + "it took more than a strict client has.</h1>")
                    .doesNotContain("The experiment", "Sample ratio", "Connect success");
        }

        @Test
        void thatThereIsNothing() throws IOException {
            assertThat(text("empty"))
                    .contains(
                            "There is nothing to report: no audit line was found in 1\u00A0file.", "permission denied")
                    .doesNotContain("<table");
        }

        @Test
        void whatLookingOnFoundOut() throws IOException {
            assertThat(text("observed"))
                    .contains("1 would-heal, 1 needs-login, 1 not-oauth, 1 broken")
                    .contains("missing: consent, client id")
                    .contains("it would heal 1 of 4\u00A0servers");
        }

        @Test
        void theOwnersTextAsItIsToBePasted() throws Exception {
            List<String> texts = ParsedPage.elements(page("experiment")).stream()
                    .filter(element -> element.getTagName().equals("pre"))
                    .map(Element::getTextContent)
                    .toList();
            assertThat(texts)
                    .hasSize(3)
                    .contains(Samples.experiment().servers().get(4).advice().ownersText());
        }

        @Test
        void eachRungThatHealedWithItsCount() throws IOException {
            assertThat(text("experiment"))
                    .contains(
                            "<desc>resource-metadata-path: 98\u00A0healed calls; resource-metadata-root: 6\u00A0healed calls.</desc>")
                    .contains("<desc>resource-metadata-root: found 24\u00A0times.</desc>")
                    .contains("<desc>No rung found an authorization server.</desc>");
        }
    }

    private static String text(String sample) throws IOException {
        Findings findings = Objects.requireNonNull(Samples.all().get(sample));
        StringBuilder page = new StringBuilder();
        HtmlPage.write(findings, page);
        return page.toString();
    }

    /** Parsed as XML, which is stricter than any browser. */
    private static Document page(String sample) throws Exception {
        return ParsedPage.of(text(sample));
    }
}
