package dev.mcpauthfix.cli.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.cli.page.Chromium;
import dev.mcpauthfix.cli.page.Chromium.Tab;
import dev.mcpauthfix.cli.page.Chromium.View;
import dev.mcpauthfix.engine.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page looked at in a real browser: on a screen and a phone, light and dark, and on paper. */
class HtmlPageInChromiumTest {

    private static final View SCREEN = View.light(1280);

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static String look;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.orSkip();
        try (var script = Chromium.class.getResourceAsStream("look.js")) {
            look = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (chromium != null) {
            chromium.close();
        }
    }

    static Stream<String> samples() {
        return Samples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadableInEveryView(String sample) throws IOException {
        SoftAssertions softly = new SoftAssertions();
        try (Tab tab = chromium.open(ReportPictures.write(sample, folder), SCREEN)) {
            JsonObject screen = tab.evaluate(look);
            for (View view : List.of(SCREEN, View.dark(1280), View.light(390), View.dark(390), View.print())) {
                tab.as(view);
                JsonObject seen = tab.evaluate(look);
                for (String fault : List.of("overflow", "badCharts", "clipped", "colliding", "faint", "hidden")) {
                    softly.assertThat(seen.strings(fault))
                            .as("%s in %s", fault, view)
                            .isEmpty();
                }
                softly.assertThat(seen.strings("headings"))
                        .as("headings in %s", view)
                        .isEqualTo(screen.strings("headings"));
                softly.assertThat(seen.number("charts"))
                        .as("charts in %s", view)
                        .isEqualTo(screen.number("charts"));
                softly.assertThat(seen.number("texts")).as("texts in %s", view).isGreaterThan(5);
            }
            softly.assertThat(tab.complaints()).isEmpty();
            softly.assertThat(tab.requests())
                    .as("requests besides the page itself")
                    .hasSize(1);
        }
        softly.assertAll();
    }

    /** Else the tests above would be green for a ruler that measures nothing. */
    @Test
    void wouldBeFoundFaultyIfItWere() throws IOException {
        Path page = Files.writeString(folder.resolve("faulty.html"), """
                <!DOCTYPE html><body style="margin: 0; background: #fff"><h1 style="display: none">hidden</h1>
                <p style="color: #999">faint</p><p style="width: 2000px">wide</p>
                <svg width="100" height="20"><text x="90" y="15">clipped</text><text x="85" y="15">colliding</text></svg>
                <img src="http://127.0.0.1:9/x.png"><script>console.log("talks")</script>""");
        try (Tab tab = chromium.open(page, SCREEN)) {
            JsonObject seen = tab.evaluate(look);
            for (String fault : List.of("overflow", "badCharts", "clipped", "colliding", "faint", "hidden")) {
                assertThat(seen.strings(fault)).as(fault).isNotEmpty();
            }
            assertThat(tab.complaints()).anyMatch(complaint -> complaint.contains("talks"));
            assertThat(tab.requests()).hasSize(2);
        }
    }

    @Test
    void isDarkWhereItsReaderIs() throws IOException {
        String ground = "JSON.stringify({ground: getComputedStyle(document.body).backgroundColor})";
        try (Tab tab = chromium.open(ReportPictures.write("experiment", folder), SCREEN)) {
            assertThat(tab.evaluate(ground).string("ground")).isEqualTo("rgb(255, 255, 255)");
            tab.as(View.dark(1280));
            assertThat(tab.evaluate(ground).string("ground")).isEqualTo("rgb(18, 20, 23)");
            tab.as(new View(703, "dark", "print"));
            assertThat(tab.evaluate(ground).string("ground")).as("on paper").isEqualTo("rgb(255, 255, 255)");
        }
    }

    @Test
    void isPrintedOnAFewSheets() throws IOException {
        try (Tab tab = chromium.open(ReportPictures.write("experiment", folder), SCREEN)) {
            String pdf = new String(tab.pdf(), StandardCharsets.ISO_8859_1);
            assertThat(pdf).startsWith("%PDF-");
            assertThat(pdf.split("/Type /Page\\b", -1).length - 1).isBetween(3, 7);
        }
    }

    @Test
    void runsNothingThatAnAuditFileSays() throws IOException {
        Path page = ReportPictures.write("hostile", folder);
        assertThat(Files.readString(page)).contains("alert(1)");
        try (Tab tab = chromium.open(page, SCREEN)) {
            assertThat(tab.evaluate(
                                    "JSON.stringify({made: '' + document.querySelectorAll('script, img, a, iframe').length})")
                            .string("made"))
                    .isEqualTo("0");
        }
    }
}
