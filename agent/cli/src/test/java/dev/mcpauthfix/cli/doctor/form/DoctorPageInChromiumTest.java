package dev.mcpauthfix.cli.doctor.form;

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
class DoctorPageInChromiumTest {

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
        try (Tab tab = chromium.open(write(sample), SCREEN)) {
            JsonObject screen = tab.evaluate(look);
            assertThat(screen.number("charts")).isEqualTo(1);
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
                softly.assertThat(seen.number("texts")).as("texts in %s", view).isGreaterThan(20);
            }
            softly.assertThat(tab.complaints()).isEmpty();
            softly.assertThat(tab.requests())
                    .as("requests besides the page itself")
                    .hasSize(1);
        }
        softly.assertAll();
    }

    @Test
    void runsNothingThatAServerSays() throws IOException {
        Path page = write("hostile");
        assertThat(Files.readString(page)).contains("alert(1)");
        try (Tab tab = chromium.open(page, SCREEN)) {
            assertThat(tab.evaluate(
                                    "JSON.stringify({made: '' + document.querySelectorAll('script, img, a, iframe').length})")
                            .string("made"))
                    .isEqualTo("0");
        }
    }

    @Test
    void pointsItsArrowsToWhereTheyEnd() throws IOException {
        String tips = """
                JSON.stringify((() => {
                  const [line, upper, lower] = [...document.querySelectorAll('line.request')].map((l) => l.getBoundingClientRect());
                  const near = (x, y) => Math.abs(x - y) < 1.5;
                  return { right: String(near(upper.right, line.right) && near(lower.right, line.right)),
                           level: String(near(upper.bottom, line.top) && near(lower.top, line.top)) };
                })())""";
        try (Tab tab = chromium.open(write("founding"), SCREEN)) {
            for (View view : List.of(SCREEN, View.light(390))) {
                tab.as(view);
                JsonObject seen = tab.evaluate(tips);
                assertThat(seen.string("right")).as("%s", view).isEqualTo("true");
                assertThat(seen.string("level")).as("%s", view).isEqualTo("true");
            }
        }
    }

    private static Path write(String sample) throws IOException {
        StringBuilder page = new StringBuilder();
        DoctorPage.write(Objects.requireNonNull(Samples.all().get(sample)), page);
        return Files.writeString(folder.resolve(sample + ".html").toAbsolutePath(), page);
    }
}
