package dev.mcpauthfix.runtime.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {

    private static final long LARGE = 100_000_000;
    private static final Executor AT_ONCE = Runnable::run;
    private static final String LINE_OF_ANOTHER = "{\"schema\":1,\"event\":\"agent\"}\n";

    @TempDir
    private Path folder;

    private final List<String> warnings = new CopyOnWriteArrayList<>();

    @Nested
    class Lines {

        @Test
        void haveTheirFieldsInOneOrder() throws IOException {
            try (AuditLog log = log(AT_ONCE)) {
                log.accept(Occurrences.refused());
                log.accept(Occurrences.of(Occurrence.Kind.TOKEN));
                log.accept(Occurrences.started());
            }

            String head =
                    "{\"schema\":1,\"time\":\"2026-11-26T12:00:00.000Z\",\"event\":\"%s\",\"jvm\":\"orders-1\",\"pid\":4711,"
                            + "\"agent\":\"0.1.0\",\"agent_digest\":\"ab12\",\"settings\":\"cd34\",";
            assertThat(Files.readString(file()))
                    .isEqualTo(String.format(head, "challenge")
                            + "\"server\":\"https://mcp.example.com/mcp\",\"rung\":\"server-metadata-origin\",\"decision\":\"retry\","
                            + "\"reason\":\"its 401 names no metadata\",\"status_before\":401,\"hint\":false,\"requests\":3,\"added_ms\":412}\n"
                            + String.format(head, "token")
                            + "\"server\":\"https://mcp.example.com/mcp\",\"decision\":\"done\",\"status_after\":200,"
                            + "\"requests\":1,\"took_ms\":7}\n"
                            + String.format(head, "agent")
                            + "\"decision\":\"started\"}\n");
        }

        /** Attack S13. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a\"b\\c",
                    "two\r\nlines",
                    "\u001b[31mred\u0007\u0000",
                    "\u2028 \u2029 \u0085",
                    "\u202etxt.exe\u2066",
                    "\u007f",
                    "f\u00fcr \ud83d\ude00",
                    "</script>{\"event\":\"agent\"}"
                })
        void showAServersTextWithoutObeyingIt(String text) throws IOException {
            try (AuditLog log = log(AT_ONCE)) {
                log.accept(Occurrences.challenge(text));
            }

            assertThat(Files.readString(file(), US_ASCII))
                    .endsWith("}\n")
                    .matches(all -> all.chars().limit(all.length() - 1L).allMatch(c -> c >= ' ' && c <= '~'));
            assertThat(reasons()).containsExactly(text);
        }

        @Test
        void areWrittenEvenWithHalfACharacter() throws IOException {
            try (AuditLog log = log(AT_ONCE)) {
                log.accept(Occurrences.challenge("\ud83d"));
            }

            assertThat(Files.readString(file(), US_ASCII)).containsIgnoringCase("\"reason\":\"\\ud83d\"");
        }

        @Test
        void areWrittenWhereTheSettingsHaveNoDigest() throws IOException {
            Identity identity = new Identity("orders-1", 4711, "0.1.0", () -> "ab12", () -> {
                throw new IllegalStateException("ours");
            });
            try (AuditLog log = new AuditLog(file(), LARGE, 1, identity, warnings::add, AT_ONCE)) {
                log.accept(Occurrences.refused());
            }

            assertThat(Files.readString(file())).contains("\"settings\":\"unknown\"");
        }
    }

    @Nested
    class Writing {

        @Test
        void happensOnTheExecutorOnlyAndWhileThereIsSomethingToWrite() throws IOException {
            WaitingTasks tasks = new WaitingTasks();
            try (AuditLog log = log(tasks)) {
                assertThat(tasks.count()).isZero();
                log.accept(Occurrences.challenge("1"));
                log.accept(Occurrences.challenge("2"));
                assertThat(folder).isEmptyDirectory();
                assertThat(tasks.count()).isEqualTo(1);

                tasks.runAll();
                assertThat(reasons()).containsExactly("1", "2");
                log.accept(Occurrences.challenge("3"));
                assertThat(tasks.count()).isEqualTo(1);
                tasks.runAll();
                assertThat(reasons()).containsExactly("1", "2", "3");
            }
        }

        @Test
        void isDoneByCloseWhereTheExecutorRejects() throws IOException {
            AuditLog log = log(task -> {
                throw new RejectedExecutionException("the agent has been taken out of this JVM");
            });
            log.accept(Occurrences.challenge("1"));
            log.accept(Occurrences.challenge("2"));
            assertThat(folder).isEmptyDirectory();

            log.close();
            log.accept(Occurrences.challenge("too late"));
            log.close();

            assertThat(reasons()).containsExactly("1", "2");
            assertThat(warnings).isEmpty();
        }

        @Test
        void isDoneByCloseWhereTheTaskDidNotComeToIt() throws IOException {
            WaitingTasks tasks = new WaitingTasks();
            AuditLog log = log(tasks);
            log.accept(Occurrences.challenge("1"));
            log.close();
            tasks.runAll();

            assertThat(reasons()).containsExactly("1");
        }

        @Test
        void countsWhatDidNotFitIntoTheQueue() throws IOException {
            WaitingTasks tasks = new WaitingTasks();
            try (AuditLog log = log(tasks)) {
                for (int i = 0; i < AuditLog.MOST_WAITING + 10; i++) {
                    log.accept(Occurrences.challenge("early"));
                }
                tasks.runAll();
                log.accept(Occurrences.challenge("late"));
                tasks.runAll();
            }

            List<JsonObject> lines = lines();
            assertThat(lines).hasSize(AuditLog.MOST_WAITING + 2);
            JsonObject dropped = lines.get(AuditLog.MOST_WAITING);
            assertThat(dropped.string("event")).isEqualTo("dropped");
            assertThat(dropped.number("count")).isEqualTo(10);
            assertThat(dropped.members().keySet())
                    .containsExactly(
                            "schema", "time", "event", "jvm", "pid", "agent", "agent_digest", "settings", "count");
            assertThat(lines.get(AuditLog.MOST_WAITING + 1).string("reason")).isEqualTo("late");
        }

        /** An agent that stops interrupts its threads. */
        @Test
        void goesOnOnAThreadThatIsInterruptedAndLeavesItSo() throws IOException {
            try (AuditLog log = log(AT_ONCE)) {
                Files.writeString(file(), "{\"torn");
                Thread.currentThread().interrupt();
                log.accept(Occurrences.challenge("1"));
                assertThat(Thread.interrupted()).isTrue();
                Thread.currentThread().interrupt();
            }
            assertThat(Thread.interrupted()).isTrue();

            assertThat(Files.readString(file())).startsWith("{\"torn\n{\"schema\":1,");
            assertThat(warnings).isEmpty();
        }
    }

    @Nested
    class TheFile {

        @Test
        void isAddedTo() throws IOException {
            Files.writeString(file(), LINE_OF_ANOTHER);
            try (AuditLog log = log(AT_ONCE)) {
                log.accept(Occurrences.challenge("1"));
            }

            assertThat(Files.readString(file())).startsWith(LINE_OF_ANOTHER + "{\"schema\":1,");
        }

        @Test
        void getsNoLineGluedToWhatACrashLeft() throws IOException {
            try (AuditLog log = log(AT_ONCE)) {
                for (int i = 0; i < 2; i++) {
                    Files.writeString(file(), "{\"torn", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    log.accept(Occurrences.refused());
                }
            }

            assertThat(Files.readAllLines(file()))
                    .hasSize(4)
                    .satisfies(lines ->
                            assertThat(List.of(lines.get(0), lines.get(2))).containsOnly("{\"torn"));
        }

        @Test
        void isRenamedWhenItIsFullAndTheOldestGoes() throws IOException {
            try (AuditLog log = log(AT_ONCE, lineLength() * 2, 2)) {
                for (int i = 1; i <= 9; i++) {
                    log.accept(Occurrences.challenge("number " + i));
                }
            }

            assertThat(reasons(file())).containsExactly("number 9");
            assertThat(reasons(older(1))).containsExactly("number 7", "number 8");
            assertThat(reasons(older(2))).containsExactly("number 5", "number 6");
            assertThat(older(3)).doesNotExist();
            assertThat(warnings).isEmpty();
        }

        @Test
        void goesWhenItIsFullAndNoOlderOneIsWanted() throws IOException {
            try (AuditLog log = log(AT_ONCE, lineLength(), 0)) {
                log.accept(Occurrences.challenge("number 1"));
                log.accept(Occurrences.challenge("number 2"));
            }

            assertThat(reasons()).containsExactly("number 2");
            assertThat(older(1)).doesNotExist();
        }

        @Test
        void takesALineThatIsLargerThanAFileMayBe() throws IOException {
            try (AuditLog log = log(AT_ONCE, 10, 1)) {
                log.accept(Occurrences.challenge("1"));
                log.accept(Occurrences.challenge("2"));
            }

            assertThat(reasons(older(1))).containsExactly("1");
            assertThat(reasons()).containsExactly("2");
        }

        @Test
        void pushesNothingOutWhereANumberIsFree() throws IOException {
            Files.writeString(file(), LINE_OF_ANOTHER);
            Files.writeString(older(2), "older");
            try (AuditLog log = log(AT_ONCE, 10, 2)) {
                log.accept(Occurrences.challenge("1"));
            }

            assertThat(older(1)).hasContent(LINE_OF_ANOTHER);
            assertThat(older(2)).hasContent("older");
        }

        @Test
        void growsOnWhileAnotherRenamesIt() throws IOException {
            Path lock = Path.of(file() + ".lock");
            try (AuditLog log = log(AT_ONCE, 10, 2)) {
                log.accept(Occurrences.challenge("1"));
                try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock held = channel.lock()) {
                    log.accept(Occurrences.challenge("2"));
                    assertThat(held.isValid()).isTrue();
                }
                assertThat(reasons()).containsExactly("1", "2");
                log.accept(Occurrences.challenge("3"));
            }

            assertThat(reasons(older(1))).containsExactly("1", "2");
            assertThat(reasons()).containsExactly("3");
            assertThat(warnings).isEmpty();
        }

        @Test
        void isBegunAnewWhereAnotherHasTakenItAway() throws IOException {
            try (AuditLog log = log(AT_ONCE)) {
                log.accept(Occurrences.challenge("1"));
                Files.move(file(), older(1));
                log.accept(Occurrences.challenge("2"));
            }

            assertThat(reasons()).containsExactly("2");
        }

        @Test
        void growsOnWithOneWarningWhereItCannotBeRenamed() throws IOException {
            Files.createDirectories(Path.of(file() + ".lock"));
            try (AuditLog log = log(AT_ONCE, 10, 2)) {
                for (int i = 1; i <= 3; i++) {
                    log.accept(Occurrences.challenge("number " + i));
                }
            }

            assertThat(reasons()).hasSize(3);
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .contains("larger than 10 bytes", "expected", "make the folder");
        }

        @Test
        @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs POSIX file permissions")
        void isForItsUserOnly() throws IOException {
            try (AuditLog log = log(AT_ONCE, 10, 2)) {
                log.accept(Occurrences.challenge("1"));
                log.accept(Occurrences.challenge("2"));
            }

            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(AuditLogTest::permissions).toList())
                        .hasSize(3)
                        .containsOnly("rw-------");
            }
        }
    }

    @Nested
    class AFileThatCannotBeWritten {

        private static final String CANARY = "canary-6f1d";

        @Test
        void costsOneWarningAndNoLineOnceItCan() throws IOException {
            Path missing = folder.resolve("missing");
            try (AuditLog log = new AuditLog(
                    missing.resolve("audit.jsonl"), LARGE, 1, Occurrences.IDENTITY, warnings::add, AT_ONCE)) {
                log.accept(Occurrences.challenge(CANARY + 1));
                log.accept(Occurrences.challenge(CANARY + 2));
                assertThat(warnings)
                        .singleElement()
                        .asString()
                        .contains("audit.jsonl cannot be written", "NoSuchFile", "expected a file", "make it writable")
                        .doesNotContain(CANARY);

                Files.createDirectory(missing);
                log.accept(Occurrences.challenge(CANARY + 3));
            }

            assertThat(reasons(missing.resolve("audit.jsonl"))).containsExactly(CANARY + 1, CANARY + 2, CANARY + 3);
            assertThat(warnings).hasSize(1);
        }

        @Test
        void costsAnotherWarningWhenItFailsAnew() throws IOException {
            try (AuditLog log = log(AT_ONCE)) {
                Files.createDirectory(file());
                log.accept(Occurrences.refused());
                Files.delete(file());
                log.accept(Occurrences.refused());
                Files.delete(file());
                Files.createDirectory(file());
                log.accept(Occurrences.refused());
                log.accept(Occurrences.refused());
                assertThat(warnings).hasSize(2);
                Files.delete(file());
            }

            assertThat(lines()).hasSize(2);
        }

        @Test
        @EnabledOnOs(value = OS.LINUX, disabledReason = "needs a device that is always full")
        void mayBeOnAFullDisk() {
            try (AuditLog log =
                    new AuditLog(Path.of("/dev/full"), LARGE, 1, Occurrences.IDENTITY, warnings::add, AT_ONCE)) {
                log.accept(Occurrences.challenge(CANARY));
                log.accept(Occurrences.challenge(CANARY));
                assertThat(warnings)
                        .singleElement()
                        .asString()
                        .contains("/dev/full cannot be written", "No space left");
            }
        }

        @Test
        void isToldOfAtTheEndWithTheNumberOfLinesThatItLacks() throws IOException {
            Files.createDirectory(file());
            try (AuditLog log = log(new WaitingTasks())) {
                for (int i = 0; i < AuditLog.MOST_WAITING + 5; i++) {
                    log.accept(Occurrences.challenge(CANARY));
                }
            }

            assertThat(warnings).hasSize(2).noneMatch(warning -> warning.contains(CANARY));
            assertThat(warnings.get(1)).contains("lacks the last 4101 lines");
        }
    }

    @Nested
    class SeveralWriters {

        private static final int LINES = 300;

        @Test
        void inOneJvmTearAndLoseNoLineAndKeepTheirOrder() throws Exception {
            List<Thread> tasks = new CopyOnWriteArrayList<>();
            Executor aThreadEach = task -> {
                Thread thread = new Thread(task);
                tasks.add(thread);
                thread.start();
            };
            List<Thread> threads = new ArrayList<>();
            AuditLog one = log(aThreadEach, 3_000, 10_000);
            AuditLog other = log(aThreadEach, 3_000, 10_000);
            for (int i = 0; i < 4; i++) {
                String name = "writer-" + i + " ";
                AuditLog log = i % 2 == 0 ? one : other;
                threads.add(new Thread(() -> {
                    for (int line = 0; line < LINES; line++) {
                        log.accept(Occurrences.challenge(name + line));
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            one.close();
            other.close();
            for (Thread task : tasks) {
                task.join();
            }

            assertNothingIsLost(4);
        }

        @Test
        void inSeveralJvmsTearAndLoseNoLineAndKeepTheirOrder() throws Exception {
            List<ForkedJvm> jvms = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                jvms.add(ForkedJvm.start(
                        List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"),
                        AppendingJvm.class,
                        file().toString(),
                        "writer-" + i,
                        String.valueOf(LINES)));
            }
            for (ForkedJvm jvm : jvms) {
                assertThat(jvm.output()).isEmpty();
            }

            assertNothingIsLost(3);
        }

        private void assertNothingIsLost(int writers) throws IOException {
            Map<String, Integer> next = new HashMap<>();
            for (Path file : oldestFirst()) {
                for (String reason : reasons(file)) {
                    String[] words = reason.split(" ", -1);
                    assertThat(next.merge(words[0], 1, Integer::sum)).isEqualTo(Integer.parseInt(words[1]) + 1);
                }
            }

            assertThat(next)
                    .hasSize(writers)
                    .allSatisfy((writer, count) -> assertThat(count).isEqualTo(LINES));
            assertThat(oldestFirst()).hasSizeGreaterThan(3);
            assertThat(warnings).isEmpty();
        }

        private List<Path> oldestFirst() throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> !file.toString().endsWith(".lock"))
                        .sorted(Comparator.comparingInt(SeveralWriters::number).reversed())
                        .toList();
            }
        }

        private static int number(Path file) {
            String name = file.toString();
            String end = name.substring(name.lastIndexOf('.') + 1);
            return end.equals("jsonl") ? 0 : Integer.parseInt(end);
        }
    }

    private AuditLog log(Executor executor) {
        return log(executor, LARGE, 1);
    }

    private AuditLog log(Executor executor, long maxBytes, int olderFiles) {
        return new AuditLog(file(), maxBytes, olderFiles, Occurrences.IDENTITY, warnings::add, executor);
    }

    private static long lineLength() throws IOException {
        return new AuditLine(Occurrences.IDENTITY).of(new AuditEntry(Occurrences.challenge("number 1"), "cd34")).length;
    }

    private Path file() {
        return folder.resolve("audit.jsonl");
    }

    private Path older(int number) {
        return Path.of(file() + "." + number);
    }

    private List<JsonObject> lines() throws IOException {
        return lines(file());
    }

    /** Whoever reads an audit log skips empty lines. */
    private static List<JsonObject> lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file, UTF_8)) {
            return lines.filter(line -> !line.isEmpty())
                    .map(line -> JsonObject.parse(line).orElseThrow(() -> new AssertionError(file + ": " + line)))
                    .toList();
        }
    }

    private List<String> reasons() throws IOException {
        return reasons(file());
    }

    private static List<String> reasons(Path file) throws IOException {
        return lines(file).stream()
                .map(line -> requireNonNull(line.string("reason")))
                .toList();
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
