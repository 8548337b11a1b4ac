package dev.mcpauthfix.cli.report.ledger;

import static dev.mcpauthfix.cli.report.AuditText.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.cli.report.AuditText;
import dev.mcpauthfix.cli.report.Input;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditReaderTest {

    private static final String OURS =
            new AuditText().exposed(1, "strict", "a", SERVER).lines().get(0);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schema\":1,\"time\":\"2027-01-01T00:0",
                "not JSON",
                "{}{}",
                "\u0000\u0000",
                "{\"schema\":1} x",
                "{\"a\":",
                "}",
            })
    void countsTornLinesAndReadsOn(String line) {
        Input input = input(line, OURS);
        assertThat(input.torn()).isEqualTo(1);
        assertThat(input.counted()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "\"text\"",
                "{\"level\":\"INFO\",\"message\":\"hello\"}",
                "{\"schema\":2,\"time\":\"2027-01-01T00:00:00Z\",\"event\":\"challenge\",\"jvm\":\"a\"}",
                "{\"schema\":\"1\",\"time\":\"2027-01-01T00:00:00Z\",\"event\":\"challenge\",\"jvm\":\"a\"}",
                "{\"schema\":1,\"time\":\"yesterday\",\"event\":\"challenge\",\"jvm\":\"a\"}",
                "{\"schema\":1,\"time\":\"+99999999-01-01T00:00:00Z\",\"event\":\"challenge\",\"jvm\":\"a\"}",
                "{\"schema\":1,\"time\":\"2027-01-01T00:00:00Z\",\"event\":[\"challenge\"],\"jvm\":\"a\"}",
            })
    void countsForeignLinesAndReadsOn(String line) {
        Input input = input(OURS, line);
        assertThat(input.foreign()).isEqualTo(1);
        assertThat(input.counted()).isEqualTo(1);
    }

    @Test
    void countsEmptyAndTooLongAndTooDeepLinesAndReadsOn() {
        Input input = input("", " \t\r", "x".repeat(100_000), "[".repeat(50_000), OURS + "\r");
        assertThat(input.empty()).isEqualTo(2);
        assertThat(input.tooLong()).isEqualTo(1);
        assertThat(input.torn()).isEqualTo(1);
        assertThat(input.counted()).isEqualTo(1);
    }

    @Test
    void takesNumbersOfAnySizeAndMembersOfAnyForm() {
        String odd = OURS.replace(
                "\"added_ms\":0",
                "\"added_ms\":-5,\"requests\":1e300,\"count\":99999999999999999999999,\"rung\":{\"a\":[1]}");
        assertThat(odd).isNotEqualTo(OURS);
        assertThat(AuditText.findings(List.of(odd)).costs().addedWait().maxMs()).isZero();
    }

    @Test
    void addsUpWhatTheAgentsCouldNotWrite() {
        AuditText text =
                new AuditText().line(1, "dropped", "a", null, "count", 7L).line(2, "dropped", "b", null, "count", 5L);
        assertThat(text.findings().input().dropped()).isEqualTo(12);
        assertThat(text.findings().limits()).anyMatch(limit -> limit.startsWith("12 lines could not be written"));
    }

    @Test
    void saysOneLineForEachFileThatCannotBeReadAndReadsTheOthers() throws IOException {
        Path good = Files.writeString(folder.resolve("good.jsonl"), OURS + "\n");
        Path missing = folder.resolve("missing.jsonl");
        Input input = read(missing.toString(), folder.toString(), good.toString(), folder + "/*.none");
        assertThat(input.files()).containsExactly(good.toString());
        assertThat(input.unreadable())
                .hasSize(3)
                .anyMatch(line -> line.equals(missing + ": no such file"))
                .anyMatch(line -> line.contains("a directory"))
                .anyMatch(line -> line.contains("*.none: no such file"));
    }

    @Test
    void expandsGlobsReadsEachFileOnceOldestOfARotationFirstAndNoLock() throws IOException {
        for (String name : List.of("a.jsonl", "a.jsonl.1", "a.jsonl.2", "a.jsonl.10", "a.jsonl.lock", "b.jsonl")) {
            Files.writeString(folder.resolve(name), OURS + "\n");
        }
        Input input = read(folder + "/[ab].jsonl*", folder.resolve("a.jsonl").toString());
        assertThat(input.files().stream()
                        .map(file -> Path.of(file).getFileName().toString()))
                .containsExactly("a.jsonl.10", "a.jsonl.2", "a.jsonl.1", "a.jsonl", "b.jsonl");
        assertThat(input.counted()).isEqualTo(5);
    }

    @Test
    void expandsGlobsInFoldersToo() throws IOException {
        for (String name : List.of("one", "two")) {
            Files.writeString(Files.createDirectories(folder.resolve(name)).resolve("audit.jsonl"), OURS + "\n");
        }
        assertThat(read(folder + "/*/audit.jsonl").files()).hasSize(2);
    }

    private static Input input(String... lines) {
        return AuditText.findings(List.of(lines)).input();
    }

    private static Input read(String... arguments) {
        return new AuditReader(InputStream.nullInputStream(), read -> {})
                .read(List.of(arguments))
                .input();
    }
}
