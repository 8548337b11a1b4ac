package dev.mcpauthfix.cli.doctor.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.cli.page.ParsedPage;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class DoctorPageTest {

    private static final Set<String> ELEMENTS = Set.of(
            "html head meta title style body main header footer section h1 h2 h3 p ul ol li dl dt dd div span b small pre"
                    .concat(" table caption thead tbody tr th td svg g desc line text")
                    .split(" "));
    private static final Set<String> ATTRIBUTES = Set.of(
            "lang charset http-equiv content name class scope data-name role focusable x y x1 x2 y1 y2 height transform text-anchor"
                    .split(" "));

    static Stream<String> samples() {
        return Samples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
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
    @MethodSource("samples")
    void forbidsTheBrowserTheNetwork(String sample) throws IOException {
        assertThat(text(sample))
                .contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; "
                        + "style-src &#39;unsafe-inline&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\"/>");
        assertThat(DoctorStyle.SHEET).doesNotContain("url(", "@import", "<", "&");
    }

    @Test
    void takesHostileTextsForTexts() throws IOException {
        assertThat(text("hostile"))
                .contains("&lt;/title&gt;&lt;/svg&gt;&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script", "<img", "<!--", "<a ");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void hasOneTitleAndItsHeadingsInOrder(String sample) throws Exception {
        ParsedPage.hasItsHeadingsInOrder(page(sample));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void saysOfEachTableAndOfTheDiagramWhatItShows(String sample) throws Exception {
        ParsedPage.saysWhatEachTableAndDrawingShows(page(sample));
    }

    @ParameterizedTest
    @CsvSource({
        "founding, lenient-connects, 10, !",
        "healthy, strict-connects, 0, \u2713",
        "api-key, not-oauth, 30, \u2013",
        "many-servers, broken, 40, \u2715",
        "expired-certificate, unreachable, 50, \u2715"
    })
    void saysTheVerdictFirstByASignAWordAndTheExitCode(String sample, String word, int code, String sign)
            throws Exception {
        Element header = (Element) page(sample).getElementsByTagName("header").item(0);
        assertThat(header.getFirstChild().getTextContent()).isEqualTo(sign + " " + word + " exit code " + code);
    }

    @Test
    void drawsAnArrowThereAndBackForEachAnswerAndABrokenOneForNone() throws Exception {
        List<Element> lines = ParsedPage.elements(page("many-servers")).stream()
                .filter(element -> element.getTagName().equals("line"))
                .toList();
        assertThat(lines.stream().filter(line -> line.getAttribute("class").equals("request")))
                .hasSize(7);
        assertThat(lines.stream().filter(line -> line.getAttribute("class").equals("answer")))
                .hasSize(7);
        assertThat(lines.stream().filter(line -> line.getAttribute("class").equals("missing")))
                .as("two lines, with a cross each")
                .hasSize(10);
        assertThat(lines.stream().filter(line -> line.getAttribute("class").equals("lifeline")))
                .as("the client, the MCP server, four authorization servers, and the others")
                .hasSize(7);
    }

    @Test
    void cutsALongPathInTheDiagramAndHasAllOfItInATitle() throws IOException {
        String path = "/.well-known/oauth-authorization-server/tenants/" + "0123456789/".repeat(8) + "1";
        assertThat(text("many-servers"))
                .contains(
                        "<title>3 GET https://login-1.identity.europe-west.example.org" + path + ": 503, HTML</title>")
                .contains(">3 GET /.well-known/o\u2026456789/0123456789/1</text>");
    }

    @Test
    void countsWhatWasNotAsked() throws IOException {
        assertThat(text("many-servers"))
                .contains("9 requests in 412 ms, 7 answered. 1 more request was not sent: not asked, since its server");
    }

    @Test
    void saysInATableWhatTheDiagramShows() throws Exception {
        Element table = ParsedPage.elements(page("founding")).stream()
                .filter(element -> element.getAttribute("class").equals("cells exchanges"))
                .findFirst()
                .orElseThrow();
        assertThat(table.getElementsByTagName("tr").getLength()).isEqualTo(6);
        assertThat(table.getTextContent())
                .contains("#1 POST https://mcp.example.com/mcp", "WWW-Authenticate: Bearer realm=\"mcp\"", "41 ms");
    }

    @Test
    void showsTheClientsTheStackAndTheConditions() throws IOException {
        assertThat(text("founding"))
                .contains(
                        "2 of 4 clients connect.",
                        "github.com/example/MCP-Java-SDK, src/client/auth.ts, read 2026-11-26")
                .contains("The server seems to be made with Express, by this: its X-Powered-By says so.")
                .contains("<pre>res.set(")
                .contains("a laptop in the office network", "26 Nov 2026, 14:00:07 UTC", "5 requests", "412 ms");
        assertThat(text("healthy")).doesNotContain("How its owner mends it", "<pre");
    }

    private static String text(String sample) throws IOException {
        StringWriter page = new StringWriter();
        DoctorPage.write(Objects.requireNonNull(Samples.all().get(sample)), page);
        return page.toString();
    }

    /** Parsed as XML, which is stricter than any browser. */
    private static Document page(String sample) throws Exception {
        return ParsedPage.of(text(sample));
    }
}
