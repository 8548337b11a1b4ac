package dev.mcpauthfix.cli.doctor.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.cli.Commands;
import dev.mcpauthfix.cli.doctor.Doctor;
import dev.mcpauthfix.cli.doctor.FunnelStep;
import dev.mcpauthfix.cli.doctor.Verdict;
import dev.mcpauthfix.cli.doctor.client.Prediction;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.metadata.DiscoveryResult;
import dev.mcpauthfix.engine.metadata.Rung;
import dev.mcpauthfix.runtime.http.Failing;
import dev.mcpauthfix.runtime.http.Hop;
import dev.mcpauthfix.runtime.probe.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** {@code docs/doctor.md} leaves out no option, no exit code and no member of the JSON. */
class DoctorReferenceTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "doctor.md");

    /** What a server calls them is not ours to list. */
    private static final Set<String> OF_SERVERS = Set.of("headers", "document");

    private String page = "";

    static Stream<String> spellings() {
        return Stream.of(
                        words(Verdict.values()),
                        words(FunnelStep.Mark.values()),
                        words(Prediction.Outcome.values()),
                        Arrays.stream(Prediction.Step.values()).map(Prediction.Step::spelling),
                        words(Exchange.Purpose.values()),
                        words(Exchange.Came.values()),
                        words(Rung.values()),
                        names(DiscoveryResult.Why.values()),
                        names(Failing.values()),
                        names(Hop.Kind.values()))
                .flatMap(each -> each)
                .distinct();
    }

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(PAGE);
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void namesEverySpelling(String spelling) {
        assertThat(page).contains("`" + spelling + "`");
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void namesEveryVerdictByItsExitCode(Verdict verdict) {
        assertThat(page).contains("\n| " + verdict.exitCode() + " | `" + verdict + "` | ");
    }

    @Test
    void namesEveryMemberOfTheJson() {
        Set<String> members = new TreeSet<>();
        Samples.all()
                .values()
                .forEach(diagnosis -> collect(
                        Objects.requireNonNull(
                                JsonObject.parse(DiagnosisJson.of(diagnosis)).orElse(null)),
                        members));

        assertThat(members)
                .hasSizeGreaterThan(40)
                .allSatisfy(member -> assertThat(page).containsPattern("`(survey\\.)?" + member + "`"));
    }

    @Test
    void namesEveryStepInTheirOrder() {
        List<String> steps = Doctor.diagnose(Samples.founding().survey()).funnel().stream()
                .map(FunnelStep::name)
                .toList();

        assertThat(page).contains(String.join(", ", steps));
    }

    @Test
    void showsEveryOptionInUse() {
        CommandLine doctor = Objects.requireNonNull(
                new CommandLine(new Commands()).getSubcommands().get("doctor"));
        List<String> options = doctor.getCommandSpec().options().stream()
                .map(CommandLine.Model.OptionSpec::longestName)
                .filter(name -> !name.equals("--help") && !name.equals("--version"))
                .toList();

        assertThat(options)
                .hasSizeGreaterThan(10)
                .allSatisfy(option -> assertThat(page)
                        .containsPattern("\\| `" + option + "` \\| `doctor [^|]*" + option + " [^|]*` \\|"));
    }

    private static void collect(JsonObject object, Set<String> members) {
        object.members().forEach((name, value) -> {
            members.add(name);
            if (!OF_SERVERS.contains(name)) {
                collect(value, members);
            }
        });
    }

    @SuppressWarnings("unchecked") // JSON has no other keys
    private static void collect(@Nullable Object value, Set<String> members) {
        if (value instanceof Map<?, ?> map) {
            collect(JsonObject.of((Map<String, @Nullable Object>) map), members);
        } else if (value instanceof List<?> list) {
            list.forEach(element -> collect(element, members));
        }
    }

    private static Stream<String> words(Object[] constants) {
        return Arrays.stream(constants).map(Object::toString);
    }

    private static Stream<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
