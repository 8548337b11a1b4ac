package dev.mcpauthfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.cli.report.AuditText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

    private static final long MEGABYTES = 200L << 20;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void answersZeroWhereItReadSomethingAndNamesWhatItCouldNotRead() throws IOException {
        Path file = Files.writeString(
                folder.resolve("audit.jsonl"),
                new AuditText().arm("strict", 1, 1).toString());
        assertThat(run("report", file.toString(), folder.resolve("missing").toString()))
                .isZero();
        assertThat(out.toString()).contains(AuditText.SERVER);
        assertThat(err.toString()).isEqualToIgnoringNewLines(folder.resolve("missing") + ": no such file");
    }

    @Test
    void answersTwoWhereThereIsNothingToRead() {
        assertThat(run("report", folder.resolve("missing").toString())).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(run("report")).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: java -jar mcp-auth-fix.jar report");
    }

    @Test
    void writesThePageBesideTheText() throws IOException {
        Path file = Files.writeString(
                folder.resolve("audit.jsonl"),
                new AuditText().arm("strict", 2, 1).toString());
        Path page = folder.resolve("report.html");
        assertThat(run("report", "--html", page.toString(), file.toString())).isZero();
        assertThat(out.toString()).contains("SERVERS");
        assertThat(page).content().startsWith("<!DOCTYPE html>").contains(AuditText.SERVER);
        assertThat(run("report", "--html", folder.toString(), file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("the page cannot be written");
    }

    @Test
    void readsTwoHundredMegabytesThroughAPipeInTwentyFourMegabytesOfHeap() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx24m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Commands.class.getName(),
                        "report",
                        "-")
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        long lines = 0;
        try (OutputStream pipe = process.getOutputStream()) {
            byte[] some = aThousandLines();
            for (long written = 0; written < MEGABYTES; written += some.length) {
                pipe.write(some);
                lines += 1000;
            }
        }
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(printed))
                .contains(String.format(Locale.ROOT, "%,d lines", lines))
                .contains("https://s49.test/mcp");
        assertThat(process.exitValue()).isZero();
    }

    private static byte[] aThousandLines() {
        AuditText text = new AuditText();
        for (int i = 0; i < 500; i++) {
            String variant = i % 2 == 0 ? "strict" : "lenient";
            text.exposed(i, variant, "jvm" + i % 100, "https://s" + i % 50 + ".test/mcp");
            text.healed(i + 1, variant, "jvm" + i % 100, "https://s" + i % 50 + ".test/mcp");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private int run(String... arguments) {
        return Commands.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
