package dev.mcpauthfix.it.contract;

import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import java.io.IOException;
import java.util.List;
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
 * The contract of an adapter, run for one HTTP stack on every JDK at hand. A stack's test extends this with nothing but its
 * {@link HttpStack}.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
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
                SilenceCases {

    @Parameter
    @Nullable
    Jdk jdk;

    private final HttpStack stack;
    private @Nullable World world;

    UnauthorizedContract(HttpStack stack) {
        this.stack = stack;
    }

    static List<Jdk> jdks() {
        return InstalledJdks.all();
    }

    @Override
    public World world() {
        return Objects.requireNonNull(world);
    }

    @BeforeParameterizedClassInvocation
    void start(Jdk jdk) throws Exception {
        World started = World.of(stack, jdk);
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
