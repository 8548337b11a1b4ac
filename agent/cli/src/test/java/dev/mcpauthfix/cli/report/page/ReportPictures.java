package dev.mcpauthfix.cli.report.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mcpauthfix.cli.page.Chromium;
import dev.mcpauthfix.cli.page.Chromium.Tab;
import dev.mcpauthfix.cli.page.Chromium.View;
import dev.mcpauthfix.cli.page.Palette;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * Not a test of anything: {@code scripts/report-pictures} runs it to make the pictures in docs/images of a report's page, or, without
 * a page, pictures of all samples in every view, to look at.
 */
class ReportPictures {

    /** CSS pixels; what one sees of the page at a glance. */
    private static final int GLANCE = 1400;
    /** CSS pixels; A4 between its margins. */
    private static final int SHEET = 1032;
    /** CSS pixels; 12 mm. */
    private static final int MARGIN = 45;

    @Test
    void areMade() throws IOException {
        String folder = System.getProperty("pictures.folder");
        assumeTrue(folder != null, "scripts/report-pictures says where to");
        String report = System.getProperty("pictures.of", "");
        try (Chromium chromium = Chromium.start()) {
            if (report.isEmpty()) {
                ofSamples(chromium, Path.of(folder));
            } else {
                ofReport(chromium, Path.of(report), Path.of(folder));
            }
        }
    }

    /** From the top, from the rungs on, and the first sheet of paper. */
    static void ofReport(Chromium chromium, Path report, Path folder) throws IOException {
        save(chromium, report, View.light(1100), "h1", GLANCE, folder.resolve("report-light.png"));
        save(chromium, report, View.dark(1100), ".ladder", GLANCE, folder.resolve("report-dark.png"));
        save(chromium, report, View.print(), "h1", SHEET, folder.resolve("report-print.png"));
    }

    static void ofSamples(Chromium chromium, Path folder) throws IOException {
        for (String sample : Samples.all().keySet()) {
            ofSample(chromium, sample, folder);
        }
    }

    static void ofSample(Chromium chromium, String sample, Path folder) throws IOException {
        Path report = write(sample, folder);
        String name = folder.resolve(sample) + "-";
        save(chromium, report, View.light(1280), "h1", 0, Path.of(name + "light.png"));
        save(chromium, report, View.dark(1280), "h1", 0, Path.of(name + "dark.png"));
        save(chromium, report, View.light(390), "h1", 0, Path.of(name + "narrow.png"));
        save(chromium, report, View.print(), "h1", 0, Path.of(name + "print.png"));
        try (Tab tab = chromium.open(report, View.print())) {
            Files.write(Path.of(name + "print.pdf"), tab.pdf());
        }
    }

    /** A sample's page as a file. */
    static Path write(String sample, Path folder) throws IOException {
        StringBuilder page = new StringBuilder();
        HtmlPage.write(Objects.requireNonNull(Samples.all().get(sample)), page);
        return Files.writeString(folder.resolve(sample + ".html").toAbsolutePath(), page);
    }

    /** Paper has margins, which a picture of the text alone lacks. */
    private static BufferedImage onPaper(BufferedImage text) {
        BufferedImage sheet = new BufferedImage(
                text.getWidth() + 2 * MARGIN, text.getHeight() + 2 * MARGIN, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        pen.drawImage(text, MARGIN, MARGIN, null);
        pen.dispose();
        return sheet;
    }

    private static void save(Chromium chromium, Path report, View view, String from, int height, Path file)
            throws IOException {
        try (Tab tab = chromium.open(report, view)) {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(tab.picture(from, height)));
            picture = view.media().equals("print") ? onPaper(picture) : picture;
            ImageIO.write(Palette.reduced(picture), "png", file.toFile());
        }
    }
}
