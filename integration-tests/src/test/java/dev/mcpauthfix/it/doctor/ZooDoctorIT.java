package dev.mcpauthfix.it.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.wire.WireExchange;
import dev.mcpauthfix.it.zoo.Animal;
import dev.mcpauthfix.it.zoo.Cage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The doctor meets every animal of the zoo. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ZooDoctorIT {

    private static final String SECONDS = "8";

    /** Those that would have it ask, or go, where it must not (attacks S1, S2). */
    static List<Animal> luring() {
        return List.of(Animal.ELSEWHERE_REDIRECT, Animal.INWARD_REDIRECT, Animal.INWARD_HINT);
    }

    /** One of each verdict, and the one that would write to the terminal. */
    static Stream<Animal> someOfEach() {
        return Stream.of(
                Animal.HEALTHY,
                Animal.FOUNDING,
                Animal.NO_REGISTRATION,
                Animal.API_KEY,
                Animal.TERMINAL_ESCAPES,
                Animal.EXPIRED_CERTIFICATE);
    }

    @ParameterizedTest
    @EnumSource(Animal.class)
    void saysOfEachWhatItIsAndWhoConnects(Animal animal) throws Exception {
        ZooDiagnoses.Expected expected = ZooDiagnoses.of(animal);
        try (Cage cage = animal.open()) {
            Consultation said = Consultation.with(
                    "--json", "--timeout", limit(animal), cage.url().toString());

            assertThat(said.json().string("verdict")).as("%s", said).isEqualTo(expected.verdict());
            assertThat(said.exitCode()).as("%s", said).isEqualTo(expected.exitCode());
            assertThat(said.clientNames()).isEqualTo(ZooDiagnoses.CLIENTS);
            assertThat(said.clients()).as("%s", said).isEqualTo(expected.clients());
            assertThat(said.stack()).as("%s", said).contains(stack(animal));
            assertThat(cage.wire().exchanges())
                    .as("it reads, and no more")
                    .allMatch(exchange ->
                            isFirstRequest(exchange) || exchange.method().equals("GET"));
        }
    }

    /** Two of them never answer, and one such answer tells enough. */
    private static String limit(Animal animal) {
        return animal == Animal.SILENT || animal == Animal.DRIPPING ? "2" : animal == Animal.SLOW ? "40" : SECONDS;
    }

    private static boolean isFirstRequest(WireExchange exchange) {
        return exchange.method().equals("POST")
                && !exchange.carriedToken()
                && "initialize".equals(exchange.rpcMethod());
    }

    private static String stack(Animal animal) {
        return switch (animal) {
            case TYPESCRIPT_TEXT -> "TypeScript SDK";
            case PYTHON_TEXT -> "Python SDK";
            case CLOUDFLARE_TEXT -> "workers-oauth-provider";
            case API_KEY, API_KEY_BARE -> "Kong";
            case BARE_401 -> "hand-written middleware";
            case SESSION_PROXY -> "access proxy";
            case WEB_PAGE_AT_WELL_KNOWN, WEB_PAGE_EVERYWHERE -> "single-page application";
            default -> "";
        };
    }

    /** What a verdict says and what the table says is one thing. */
    @ParameterizedTest
    @EnumSource(Animal.class)
    void aVerdictAndItsTableAgree(Animal animal) {
        ZooDiagnoses.Expected expected = ZooDiagnoses.of(animal);
        char strict = expected.clients().charAt(0);
        char ours = expected.clients().charAt(expected.clients().length() - 1);
        switch (expected.exitCode()) {
            case 0 -> assertThat(List.of(strict, ours)).containsOnly('c');
            case 10 -> assertThat(expected.clients()).matches("-.*c|...-*.*c.*-");
            case 20 -> assertThat(ours).isEqualTo('n');
            case 50 -> assertThat(expected.clients()).matches("-+");
            default -> assertThat(expected.clients()).doesNotContain("c");
        }
    }

    @ParameterizedTest
    @MethodSource("luring")
    void goesNowhereThatPolicyForbids(Animal animal) throws Exception {
        try (Cage cage = animal.open()) {
            Consultation said =
                    Consultation.with("--timeout", SECONDS, cage.url().toString());

            assertThat(cage.elsewhere()).as("%s", said).isEmpty();
            assertThat(said.exitCode()).isEqualTo(40);
            assertThat(said.out()).contains("refused");
        }
    }

    @ParameterizedTest
    @MethodSource("someOfEach")
    void theJarSaysTheSame(Animal animal) throws Exception {
        try (Cage cage = animal.open()) {
            Consultation said =
                    Consultation.withJar("--timeout", "30", cage.url().toString());

            assertThat(said.exitCode())
                    .as("%s", said)
                    .isEqualTo(ZooDiagnoses.of(animal).exitCode());
            assertThat(said.out()).isNotEmpty();
            assertThat(said.out() + said.err())
                    .as("nothing that a terminal obeys")
                    .doesNotContainPattern("[\\p{Cntrl}&&[^\\n\\r]]|[\\u0080-\\u009f\\u202a-\\u202e\\u2066-\\u2069]");
        }
    }

    @Test
    void whereTheTimeIsUpItSaysWhatItDidNotAsk() throws Exception {
        try (Cage cage = Animal.SLOW.open()) {
            Consultation said =
                    Consultation.with("--json", "--timeout", "4", cage.url().toString());

            assertThat(said.out()).contains("\"came\":\"not-asked\"", "not asked, since");
        }
    }

    @Test
    void whatItsOwnerIsToCopyNamesTheServersOwnAddresses() throws Exception {
        try (Cage cage = Animal.PYTHON_TEXT.open()) {
            Consultation said = Consultation.with("--json", cage.url().toString());

            assertThat(said.json().members().get("snippets"))
                    .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                    .hasSizeGreaterThan(5)
                    .allSatisfy(snippet -> assertThat(String.valueOf(snippet.get("text")))
                            .contains(cage.url().getPath()))
                    .first()
                    .extracting(snippet -> snippet.get("title"))
                    .isEqualTo("MCP Python SDK");
        }
    }

    @Test
    void registersOnlyWhereItIsToldTo() throws Exception {
        try (Cage cage = Animal.REGISTRATION_REFUSED.open()) {
            Consultation untold = Consultation.with("--json", cage.url().toString());
            assertThat(cage.wire().exchanges())
                    .noneMatch(exchange -> exchange.path().endsWith("/register"));
            Consultation told =
                    Consultation.with("--json", "--register", cage.url().toString());

            assertThat(untold.exitCode()).isZero();
            assertThat(told.exitCode()).as("%s", told).isEqualTo(20);
            assertThat(told.clients()).startsWith("nnn").endsWith("n");
            assertThat(cage.wire().exchanges())
                    .filteredOn(exchange -> exchange.path().endsWith("/register"))
                    .hasSize(1);
        }
    }

    @Test
    void aClientThatIsRegisteredIsNeitherShownNorKept() throws Exception {
        try (Cage cage = Animal.HEALTHY.open()) {
            Consultation said =
                    Consultation.with("--json", "--register", cage.url().toString());

            assertThat(said.exitCode()).as("%s", said).isZero();
            assertThat(said.out()).contains("\"registration\"").doesNotContain("client_secret\"", "client_id\"");
        }
    }
}
