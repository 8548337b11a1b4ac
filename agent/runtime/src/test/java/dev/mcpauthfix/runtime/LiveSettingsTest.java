package dev.mcpauthfix.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpauthfix.runtime.settings.Settings;
import dev.mcpauthfix.runtime.settings.SettingsLoader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveSettingsTest {

    private static final String MODE_PROPERTY = "mcp.auth.fix.mode";
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    private Path folder;

    private final MutableClock clock = new MutableClock();
    private final RecordingListener heard = new RecordingListener();
    private long edits;

    @AfterEach
    void clearTheProperty() {
        System.clearProperty(MODE_PROPERTY);
    }

    private LiveSettings loaded(String arguments) {
        return loaded(arguments, Files::readAllLines);
    }

    private LiveSettings loaded(String arguments, SettingsLoader.LineReader disk) {
        LiveSettings settings = new LiveSettings(arguments, disk, clock);
        settings.tell(heard);
        assertThat(settings.load()).isEmpty();
        return settings;
    }

    private Path file() {
        return folder.resolve("fix.conf");
    }

    private LiveSettings loadedWithFile(String... lines) throws IOException {
        write(lines);
        return loaded("config=" + file());
    }

    /** Each edit has a time of its own, however fast the test is. */
    private void write(String... lines) throws IOException {
        Files.write(file(), List.of(lines));
        Files.setLastModifiedTime(file(), FileTime.fromMillis(LONG_AGO.toMillis() + ++edits));
    }

    private static @Nullable String scope(LiveSettings settings) {
        return settings.required().engine().general().scope();
    }

    @Nested
    class AnEditOfTheFile {

        @Test
        void isTakenUpAtTheNextLookAsAWhole() throws Exception {
            LiveSettings settings = loadedWithFile("mode=observe", "scope=a");

            write("mode=heal", "scope=b", "servers.deny=other.example.com");
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OBSERVE);

            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.HEAL);
            assertThat(scope(settings)).isEqualTo("b");
            assertThat(settings.rules().admits(URI.create("https://other.example.com/mcp")))
                    .isFalse();
            assertThat(heard.changes).isEqualTo(2);
        }

        @Test
        void isTakenUpOnce() throws Exception {
            LiveSettings settings = loadedWithFile("scope=a");

            write("scope=b");
            settings.look();
            settings.look();

            assertThat(heard.changes).isEqualTo(2);
        }

        @Test
        void changesNothingWhereALineIsWrong() throws Exception {
            LiveSettings settings = loadedWithFile("mode=observe", "scope=a");

            write("mode=heal", "scope=b", "failure.memory=soon");
            settings.look();
            settings.look();

            assertThat(settings.mode()).isEqualTo(Settings.Mode.OBSERVE);
            assertThat(scope(settings)).isEqualTo("a");
            assertThat(settings.mistake())
                    .startsWith("line 3 of config file")
                    .contains("failure.memory", "\"soon\" is not allowed");
            assertThat(heard.refusals).hasSize(1);
        }

        @Test
        void isTakenUpOnceItIsCorrected() throws Exception {
            LiveSettings settings = loadedWithFile("mode=observe");
            write("mode=hael");
            settings.look();

            write("mode=heal");
            settings.look();

            assertThat(settings.mode()).isEqualTo(Settings.Mode.HEAL);
            assertThat(settings.mistake()).isNull();
        }

        @Test
        void isToldAgainWhereItIsAsWrongAsBeforeTheCorrection() throws Exception {
            LiveSettings settings = loadedWithFile("mode=observe");
            for (String mode : List.of("hael", "observe", "hael")) {
                write("mode=" + mode);
                settings.look();
            }

            assertThat(heard.refusals).hasSize(2);
        }

        @Test
        void isNoneWhileTheFileIsEmpty() throws Exception {
            LiveSettings settings = loadedWithFile("mode=observe", "scope=a");

            write();
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OBSERVE);
            assertThat(heard.changes).isEqualTo(1);

            write("mode=heal");
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.HEAL);
        }

        @Test
        void isNoneWhileTheFileIsEmptyWhateverElseIsChanged() throws Exception {
            LiveSettings settings = loadedWithFile("mode=observe", "scope=a");
            write();

            assertThat(settings.set("client.name=reports")).isNull();
            assertThat(scope(settings)).isEqualTo("a");

            System.setProperty(MODE_PROPERTY, "heal");
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.HEAL);
            assertThat(scope(settings)).isEqualTo("a");
        }

        @Test
        void isNotTakenUpByHalfWhereItComesWhileTheFileIsRead() throws Exception {
            write("mode=observe", "scope=a");
            AtomicBoolean meanwhile = new AtomicBoolean();
            LiveSettings settings = loaded("config=" + file(), path -> {
                List<String> lines = Files.readAllLines(path);
                if (meanwhile.compareAndSet(true, false)) {
                    write("mode=heal", "servers=mcp.example.com");
                }
                return lines;
            });

            write("mode=heal");
            meanwhile.set(true);
            settings.look();

            assertThat(settings.mode()).isEqualTo(Settings.Mode.HEAL);
            assertThat(settings.rules().servers()).isNotNull();
        }

        @Test
        void waitsForAFileThatIsWrittenAllTheTime() throws Exception {
            write("mode=observe", "scope=a");
            AtomicBoolean busy = new AtomicBoolean();
            LiveSettings settings = loaded("config=" + file(), path -> {
                List<String> lines = Files.readAllLines(path);
                if (busy.get()) {
                    write("mode=heal", "scope=" + edits);
                }
                return lines;
            });

            write("mode=heal");
            busy.set(true);
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OBSERVE);
            assertThat(scope(settings)).isEqualTo("a");

            busy.set(false);
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.HEAL);
        }

        @Test
        void isTakenUpThoughAnOrderWasRefusedMeanwhile() throws Exception {
            LiveSettings settings = loadedWithFile("mode=observe");

            write("mode=heal");
            assertThat(settings.set("failure.memory=soon")).isNotNull();
            settings.look();

            assertThat(settings.mode()).isEqualTo(Settings.Mode.HEAL);
        }

        @Test
        void isTakenUpThoughItCameBeforeTheFirstLook() throws Exception {
            write("mode=observe");
            AtomicBoolean first = new AtomicBoolean(true);
            LiveSettings settings = loaded("config=" + file(), path -> {
                List<String> lines = Files.readAllLines(path);
                if (first.compareAndSet(true, false)) {
                    write("mode=heal");
                }
                return lines;
            });

            settings.look();

            assertThat(settings.mode()).isEqualTo(Settings.Mode.HEAL);
        }
    }

    @Nested
    class TheFile {

        @Test
        void keepsItsSettingsWhenItIsDeletedAndIsTakenUpWhenItComesBack() throws Exception {
            LiveSettings settings = loadedWithFile("mode=observe");

            Files.delete(file());
            settings.look();
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OBSERVE);
            assertThat(settings.mistake()).endsWith("there is no such file");
            assertThat(heard.refusals).hasSize(1);

            write("mode=heal");
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.HEAL);
            assertThat(settings.mistake()).isNull();
        }

        @Test
        void isNoticedWhereAnotherOfTheSameSizeAndTimeIsRenamedOverIt() throws Exception {
            LiveSettings settings = loadedWithFile("scope=a");
            Path next = folder.resolve("next.conf");
            Files.write(next, List.of("scope=b"));
            Files.setLastModifiedTime(next, Files.getLastModifiedTime(file()));

            Files.move(next, file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            settings.look();

            assertThat(scope(settings)).isEqualTo("b");
        }

        @Test
        void isNoticedWhereALinkOnTheWayLeadsElsewhereAsInAConfigMap() throws Exception {
            for (String version : List.of("a", "b")) {
                Path data = Files.createDirectory(folder.resolve(".." + version));
                Files.write(data.resolve("fix.conf"), List.of("scope=" + version));
                Files.setLastModifiedTime(data.resolve("fix.conf"), LONG_AGO);
            }
            Path link = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..a"));
            Files.createSymbolicLink(file(), Path.of("..data", "fix.conf"));
            LiveSettings settings = loaded("config=" + file());
            assertThat(scope(settings)).isEqualTo("a");

            Path swapped = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..b"));
            Files.move(swapped, link, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            settings.look();

            assertThat(scope(settings)).isEqualTo("b");
        }

        @Test
        void isReadOnceItMayBeReadThoughNothingElseOfItChanged() throws Exception {
            AtomicBoolean forbidden = new AtomicBoolean();
            write("mode=observe");
            LiveSettings settings = loaded("config=" + file(), path -> {
                if (forbidden.get()) {
                    throw new AccessDeniedException(path.toString());
                }
                return Files.readAllLines(path);
            });

            write("mode=heal");
            forbidden.set(true);
            settings.look();
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OBSERVE);
            assertThat(settings.mistake()).endsWith("this user may not read it");
            assertThat(heard.refusals).hasSize(1);

            forbidden.set(false);
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.HEAL);
        }

        @Test
        void isAnotherOneByAnOrderAndThatOneIsWatchedFromThenOn() throws Exception {
            LiveSettings settings = loadedWithFile("scope=a");
            Path other = folder.resolve("other.conf");
            Files.write(other, List.of("scope=b"));

            assertThat(settings.set("config=" + other)).isNull();
            assertThat(scope(settings)).isEqualTo("b");

            Files.write(other, List.of("scope=other"));
            settings.look();
            assertThat(scope(settings)).isEqualTo("other");
            assertThat(settings.set("config=")).isNull();
            assertThat(scope(settings)).isEqualTo("a");
        }

        @Test
        void isTheOldOneWhereAnOrderNamesOneThatIsWrong() throws Exception {
            LiveSettings settings = loadedWithFile("scope=a");
            Path other = folder.resolve("other.conf");
            Files.write(other, List.of("scop=b"));

            assertThat(settings.set("config=" + other)).contains("other.conf", "did you mean scope?");
            settings.look();

            assertThat(scope(settings)).isEqualTo("a");
            assertThat(heard.changes).isEqualTo(1);
        }
    }

    @Nested
    class TheKillFile {

        @Test
        void switchesOffWhileItIsThereAndIsNamed() throws Exception {
            Path kill = folder.resolve("off");
            LiveSettings settings = loaded("kill.file=" + kill);
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.AUTO);
            assertThat(settings.restraint()).isNull();

            Files.createFile(kill);
            settings.look();
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OFF);
            assertThat(settings.restraint()).isEqualTo("there is a file " + kill);

            Files.delete(kill);
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.AUTO);
            assertThat(settings.restraint()).isNull();
            assertThat(heard.switches)
                    .containsExactly(
                            "is off: there is a file " + kill, "works again: what had switched it off is gone");
        }

        @Test
        void holdsAgainstAnOrder() throws Exception {
            Path kill = Files.createFile(folder.resolve("off"));
            LiveSettings settings = loaded("kill.file=" + kill);
            settings.look();

            assertThat(settings.set("mode=heal")).isNull();
            settings.look();

            assertThat(settings.mode()).isEqualTo(Settings.Mode.OFF);
        }

        @Test
        void isLookedForInTheLookThatTakesUpItsName() throws Exception {
            Path kill = Files.createFile(folder.resolve("off"));
            LiveSettings settings = loadedWithFile("mode=heal");

            write("mode=heal", "kill.file=" + kill);
            settings.look();

            assertThat(settings.mode()).isEqualTo(Settings.Mode.OFF);
        }

        @Test
        void isToldOnceHoweverManyRequestsFindIt() throws Exception {
            Path kill = folder.resolve("off");
            LiveSettings settings = loaded("kill.file=" + kill);
            settings.look();

            Files.createFile(kill);
            manyTimesAtOnce(16, () -> {
                        settings.look();
                        return settings.mode();
                    })
                    .forEach(mode -> assertThat(mode).isEqualTo(Settings.Mode.OFF));

            assertThat(heard.switches).hasSize(1);
        }
    }

    @Nested
    class TheSystemProperty {

        @Test
        void switchesOffAgainstAllOrdersUntilItIsCleared() {
            LiveSettings settings = loaded("mode=observe");
            assertThat(settings.set("mode=heal")).isNull();

            System.setProperty(MODE_PROPERTY, "off");
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OFF);
            assertThat(settings.restraint()).isEqualTo("the system property mcp.auth.fix.mode says off");
            assertThat(settings.set("mode=heal")).isNull();
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OFF);

            System.clearProperty(MODE_PROPERTY);
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.HEAL);
            assertThat(settings.restraint()).isNull();
        }

        @Test
        void isTakenUpWhileRunningWhereNothingStrongerSetsTheMode() {
            LiveSettings settings = loaded("scope=a");

            System.setProperty(MODE_PROPERTY, "observe");
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OBSERVE);

            System.setProperty(MODE_PROPERTY, "sometimes");
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OBSERVE);
            assertThat(settings.mistake()).contains("mcp.auth.fix.mode", "\"sometimes\" is not allowed");

            System.clearProperty(MODE_PROPERTY);
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.AUTO);
            assertThat(settings.mistake()).isNull();
        }

        @Test
        void isTakenUpWhereNobodyHadSetAnything() {
            LiveSettings settings = new LiveSettings(null, Files::readAllLines, clock);
            settings.look();
            assertThat(settings.known()).isNull();

            System.setProperty(MODE_PROPERTY, "observe");
            settings.look();

            assertThat(settings.mode()).isEqualTo(Settings.Mode.OBSERVE);
        }
    }

    @Nested
    class AnOrder {

        @Test
        void goesBeforeArgumentPropertyAndFile() throws Exception {
            write("mode=observe", "scope=file");
            System.setProperty(MODE_PROPERTY, "observe");
            LiveSettings settings = loaded("mode=observe,config=" + file());

            assertThat(settings.set("mode=heal,scope=order")).isNull();

            assertThat(settings.mode()).isEqualTo(Settings.Mode.HEAL);
            assertThat(scope(settings)).isEqualTo("order");
        }

        @Test
        void isTakenBackByAnEmptyValue() throws Exception {
            LiveSettings settings = loadedWithFile("scope=file", "mode=observe");
            assertThat(settings.set("scope=order,mode=heal")).isNull();

            assertThat(settings.set("scope=")).isNull();

            assertThat(scope(settings)).isEqualTo("file");
            assertThat(settings.mode()).isEqualTo(Settings.Mode.HEAL);
            assertThat(settings.orders()).isEqualTo("mode=heal");
        }

        @Test
        void outlivesAnEditOfTheFile() throws Exception {
            LiveSettings settings = loadedWithFile("mode=observe");
            assertThat(settings.set("mode=heal")).isNull();

            write("mode=off");
            settings.look();

            assertThat(settings.mode()).isEqualTo(Settings.Mode.HEAL);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                scope=b,mode=sometimes    | order, mode: "sometimes" is not allowed; allowed: auto, heal, repair, observe, off
                scope=b,mod=heal          | order, mod: no such setting; did you mean mode?
                scope=b,mod=              | "mod": no such setting; did you mean mode?
                scope=b,heal              | part 2: expected key=value, such as mode=observe
                observe                   | "observe": expected key=value, such as mode=observe
                =observe                  | "": expected key=value, such as mode=observe
                ','                       | expected key=value, such as mode=observe
                scope=b%z%                | "scope": its value has a malformed %XX
                """)
        void changesNothingWhereItIsRefused(String order, String reason) {
            LiveSettings settings = loaded("scope=a,mode=observe");
            assertThat(settings.set("client.name=before")).isNull();

            assertThat(settings.set(order)).isEqualTo(reason);

            assertThat(scope(settings)).isEqualTo("a");
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OBSERVE);
            assertThat(settings.orders()).isEqualTo("client.name=before");
            assertThat(settings.mistake()).isNull();
            assertThat(heard.changes).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "client.secret=hunter2",
                    "client.id=me,client.secret=hunter2",
                    "client.secret=100%hunter2",
                    "client.secret=first,hunter2",
                    "client.secrt=hunter2",
                    "client.secret=hunter2%",
                    "vault.key=hunter2",
                    "vault.password=hunter2",
                    "idp.client.secret=hunter2",
                    "vault=redis://me:hunter2@localhost:6379/0",
                    "issuer=https://me:hunter2@issuer.example.com"
                })
        void isRefusedWithASecretAndEchoesNone(String order) {
            LiveSettings settings = loaded("");

            assertThat(settings.set(order)).isNotEmpty().doesNotContain("hunter2");
            assertThat(settings.orders()).isEmpty();
        }

        @Test
        void isSpeltAsItIsRead() {
            LiveSettings one = loaded("");
            String order = "client.name=A%2C B%3B 100%25 c+d,servers=a.example.com https://b.example.com/mcp,"
                    + "browser.command=open -a \u00fcber";
            assertThat(one.set(order)).isNull();

            LiveSettings other = loaded("");
            assertThat(other.set(one.orders())).isNull();

            assertThat(other.orders()).isEqualTo(one.orders());
            assertThat(other.required().engine().general().clientName()).isEqualTo("A, B; 100% c+d");
            assertThat(other.required().browserCommand()).isEqualTo("open -a \u00fcber");
            assertThat(other.required().values().digest())
                    .isEqualTo(one.required().values().digest());
        }

        @Test
        void setsRightWhatWasWrongAtTheStart() {
            LiveSettings settings = new LiveSettings("mode=sometimes,scope=a", Files::readAllLines, clock);
            assertThat(settings.load()).hasSize(1);
            assertThat(settings.mode()).isNull();
            assertThatThrownBy(settings::required).hasMessageContaining("\"sometimes\" is not allowed");

            assertThat(settings.set("scope=b")).contains("agent argument mode");
            assertThat(settings.mode()).isNull();
            assertThat(settings.set("mode=observe")).isNull();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OBSERVE);
            assertThat(scope(settings)).isEqualTo("a");

            assertThat(settings.set("mode=")).contains("agent argument mode");
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OBSERVE);
        }

        @Test
        void doesNotSetRightASettingThatDoesNotExist() {
            LiveSettings settings = new LiveSettings("mod=heal", Files::readAllLines, clock);
            assertThat(settings.load()).hasSize(1);

            assertThat(settings.set("mode=observe")).contains("agent argument mod: no such setting");
            assertThat(settings.mode()).isNull();
        }

        @Test
        void setsRightWhatWasWrongInTheFileAtTheStartOnceThatIsCorrected() throws Exception {
            write("mode=sometimes");
            LiveSettings settings = new LiveSettings("config=" + file(), Files::readAllLines, clock);
            assertThat(settings.load()).hasSize(1);
            settings.look();
            assertThat(settings.mode()).isNull();

            write("mode=observe");
            assertThat(settings.set("scope=a")).isNull();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OBSERVE);
            write("mode=heal");
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.HEAL);
        }
    }

    @Nested
    class TheDayItExpires {

        @Test
        void isTheLastOnWhichItHealsAndItsEndIsToldOnce() {
            LiveSettings settings = loaded("expires=2026-11-23");
            clock.set("2026-11-23T23:59:59.999Z");
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.AUTO);
            assertThat(settings.restraint()).isNull();

            clock.set("2026-11-24T00:00:00Z");
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OBSERVE);
            assertThat(settings.restraint()).isEqualTo("expires= is a day that is over");
            settings.look();
            settings.look();
            assertThat(settings.set("scope=a")).isNull();
            settings.look();
            assertThat(heard.switches)
                    .singleElement()
                    .asString()
                    .startsWith("heals no more: the day of expires= is over");
        }

        @Test
        void maySetAnother() {
            LiveSettings settings = loaded("expires=2026-11-22");
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OBSERVE);

            assertThat(settings.set("expires=2026-11-23")).isNull();
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.AUTO);

            clock.set("2026-11-24T00:00:00Z");
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OBSERVE);
            assertThat(heard.switches).hasSize(2);
        }

        @Test
        void isOfNoInterestWhereItDoesNotHealAnyway() {
            LiveSettings settings = loaded("expires=2026-11-22,mode=off");
            settings.look();

            assertThat(settings.mode()).isEqualTo(Settings.Mode.OFF);
            assertThat(settings.restraint()).isNull();
            assertThat(heard.switches).isEmpty();
        }
    }

    @Nested
    class Disabled {

        @Test
        void isOffUntilItIsEnabled() {
            LiveSettings settings = loaded("mode=observe");

            settings.disable(true);
            settings.look();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OFF);
            assertThat(settings.restraint()).isEqualTo("it is disabled; enable takes that back");

            settings.disable(false);
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OBSERVE);
            assertThat(settings.restraint()).isNull();
        }

        @Test
        void isEnabledByAnOrderThatSetsAModeAndByNoOther() {
            LiveSettings settings = loaded("");
            settings.disable(true);

            assertThat(settings.set("scope=a,mode=")).isNull();
            assertThat(settings.set("mode=sometimes")).isNotNull();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OFF);

            assertThat(settings.set("scope=b, mode =observe")).isNull();
            assertThat(settings.mode()).isEqualTo(Settings.Mode.OBSERVE);
        }

        @Test
        void needsNoSettings() {
            LiveSettings settings = new LiveSettings(null, Files::readAllLines, clock);

            settings.disable(true);

            assertThat(settings.mode()).isEqualTo(Settings.Mode.OFF);
            assertThat(settings.known()).isNull();
        }
    }

    @Test
    void showWholeSettingsOnlyToManyThreadsDuringEdits() throws Exception {
        URI a = URI.create("https://a.example.com/mcp");
        LiveSettings settings = loadedWithFile("mode=observe", "servers=a.example.com");
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> {
                    boolean whole = true;
                    while (!over.get()) {
                        settings.look();
                        Rules rules = settings.rules();
                        whole &= (rules.mode() == Settings.Mode.OBSERVE) == rules.admits(a);
                    }
                    return whole;
                }));
            }
            for (int i = 0; i < 200; i++) {
                Path next = folder.resolve("next.conf");
                boolean odd = i % 2 == 1;
                Files.write(
                        next,
                        odd
                                ? List.of("mode=observe", "servers=a.example.com")
                                : List.of("mode=heal", "servers=b.example.com"));
                Files.move(next, file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                if (odd) {
                    settings.look();
                }
            }
            Files.write(file(), List.of("mode=heal", "servers=b.example.com"));
            over.set(true);
            for (Future<Boolean> one : all) {
                assertThat(one.get(60, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
        settings.look();
        assertThat(settings.mode()).isEqualTo(Settings.Mode.HEAL);
        assertThat(settings.mistake()).isNull();
        assertThat(heard.refusals).isEmpty();
    }

    private static <T> List<T> manyTimesAtOnce(int times, Callable<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<T>> all = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                all.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> one : all) {
                results.add(one.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static final class RecordingListener implements LiveSettings.Listener {

        private final List<String> refusals = Collections.synchronizedList(new ArrayList<>());
        private final List<String> switches = Collections.synchronizedList(new ArrayList<>());
        private volatile int changes;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time changes settings
        public void changed(@Nullable Settings before, Settings now) {
            changes++;
        }

        @Override
        public void refused(List<String> mistakes) {
            refusals.add(String.join("; ", mistakes));
        }

        @Override
        public void switched(String line) {
            switches.add(line);
        }
    }
}
