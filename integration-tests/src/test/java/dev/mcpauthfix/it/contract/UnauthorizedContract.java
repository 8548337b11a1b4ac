package dev.mcpauthfix.it.contract;

import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
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

    private final World world;

    UnauthorizedContract(HttpStack stack, Jdk jdk) throws IOException {
        this.world = World.of(stack, jdk);
    }

    static List<Jdk> jdks() {
        return InstalledJdks.all();
    }

    @Override
    public World world() {
        return world;
    }

    /** Both JVMs are up before the first case, which is not to pay for them. */
    @BeforeAll
    void warmUp() throws Exception {
        Call call = Call.rest("GET", world.plain().uri("/"));
        world.without().call(call);
        world.with().call(call);
    }

    @AfterAll
    void close() throws Exception {
        world.close();
    }
}
