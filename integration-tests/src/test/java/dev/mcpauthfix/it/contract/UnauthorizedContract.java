package dev.mcpauthfix.it.contract;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of an adapter, run for one HTTP stack in each of its versions and on every JDK at hand. A stack's test extends this
 * with nothing but its runs.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("runs")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class UnauthorizedContract
        implements HealingCases,
                PassThroughCases,
                EndlessBodyCases,
                FaultCases,
                WaitingCases,
                RedirectCases,
                TokenCases,
                AttachCases,
                NetworkCases,
                RepairCases,
                SilenceCases {

    @Parameter
    @Nullable
    Run run;

    private @Nullable World world;

    @Override
    public World world() {
        return Objects.requireNonNull(world);
    }

    @BeforeParameterizedClassInvocation
    void start(Run run) throws Exception {
        World started = World.of(run);
        world = started;
        // Both JVMs are up before the first case, which is not to pay for them.
        Call call = Call.rest("GET", started.plain().uri("/"));
        started.without().call(call);
        started.with().call(call);
    }

    @BeforeEach
    void nextCase() throws IOException {
        world().nextCase();
    }

    @AfterParameterizedClassInvocation
    void close() throws IOException {
        world().close();
    }
}
