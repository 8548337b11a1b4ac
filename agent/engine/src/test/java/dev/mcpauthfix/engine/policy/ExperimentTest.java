package dev.mcpauthfix.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.policy.Experiment.Unit;
import dev.mcpauthfix.engine.policy.Experiment.Variant;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ExperimentTest {

    private static final URI SERVER = URI.create("https://mcp.example.com/mcp");

    private static Experiment at(int share) {
        return new Experiment("rollout", Unit.JVM_AND_SERVER, share, 0, "orders-1");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0, 0",
        "'', 1, 1364076727",
        "a, 0, 1009084850",
        "abc, 0, 3017643002",
        "abcd, 0, 1139631978",
    })
    void hashesAsEverybodyElseDoes(String text, int seed, long expected) {
        assertThat(Murmur3.hash(text, seed)).isEqualTo(expected);
    }

    /** Worked out by another program from what docs/experiment.md says; a change here moves everybody who takes part. */
    @ParameterizedTest
    @CsvSource({
        "rollout, jvm, 0, orders-1, https://mcp.example.com/mcp, 5315",
        "rollout, jvm, 0, orders-2, https://mcp.example.com/mcp, 8293",
        "rollout, jvm, 1, orders-1, https://mcp.example.com/mcp, 8473",
        "rollout, server, 0, orders-1, https://mcp.example.com/mcp, 1244",
        "rollout, server, 0, orders-1, https://mcp.example.com:8443/, 1207",
        "rollout, server, 0, orders-1, http://127.0.0.1:8080/v2/mcp/transport/, 6989",
        "rollout, jvm+server, 0, orders-1, https://mcp.example.com/mcp, 8920",
        "rollout, jvm+server, 0, orders-2, https://mcp.example.com/mcp, 4961",
        "rollout, jvm+server, 0, Größe, https://mcp.example.com/mcp, 6595",
        "second, jvm+server, 0, orders-1, https://mcp.example.com/mcp, 9075",
        "second, jvm+server, 999999999, orders-1, https://mcp.example.com/mcp, 8730",
    })
    void assignsForGoodAsTheTableSays(String name, String unit, int seed, String jvm, URI server, int bucket) {
        Unit named = Unit.named(unit);

        assertThat(new Experiment(name, named, bucket, seed, jvm).variant(server))
                .isEqualTo(Variant.STRICT);
        assertThat(new Experiment(name, named, bucket + 1, seed, jvm).variant(server))
                .isEqualTo(Variant.LENIENT);
    }

    @ParameterizedTest
    @EnumSource(Unit.class)
    void neverMovesAnybodyOutWhenTheShareGrows(Unit unit) {
        for (int jvm = 0; jvm < 200; jvm++) {
            boolean lenient = false;
            for (int share = 0; share <= Experiment.WHOLE; share += 100) {
                boolean now =
                        new Experiment("rollout", unit, share, 7, "jvm-" + jvm).variant(SERVER) == Variant.LENIENT;
                assertThat(lenient && !now).isFalse();
                lenient = now;
            }
            assertThat(lenient).isTrue();
        }
    }

    @Test
    void givesTheLenientVariantItsShare() {
        long lenient = 0;
        for (int i = 0; i < 20_000; i++) {
            lenient +=
                    new Experiment("rollout", Unit.JVM, 2500, 0, "jvm-" + i).variant(SERVER) == Variant.LENIENT ? 1 : 0;
        }
        assertThat(lenient).isBetween(4_800L, 5_200L);
    }

    @Test
    void assignsAServerAloneWhateverTheJvmAndAJvmAloneWhateverTheServer() {
        List<Variant> byServer = new ArrayList<>();
        List<Variant> byJvm = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            byServer.add(new Experiment("e", Unit.SERVER, 5000, 0, "jvm-" + i).variant(SERVER));
            byJvm.add(new Experiment("e", Unit.JVM, 5000, 0, "jvm")
                    .variant(URI.create("https://s" + i + ".example/mcp")));
        }
        assertThat(byServer).containsOnly(byServer.get(0));
        assertThat(byJvm).containsOnly(byJvm.get(0));
    }

    @Test
    void takesAllSpellingsOfAServerForOne() {
        Variant expected = at(5000).variant(SERVER);
        for (String spelling : List.of(
                "https://MCP.example.com/mcp/", "https://mcp.example.com:443/mcp", "HTTPS://mcp.Example.com/mcp")) {
            assertThat(at(5000).identifier(URI.create(spelling))).isEqualTo(at(5000).identifier(SERVER));
            assertThat(at(5000).variant(URI.create(spelling))).isEqualTo(expected);
        }
    }
}
