package dev.mcpauthfix.it.contract;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** The contract of the adapter for Ktor, on its engine CIO. */
@Tag("http-stack")
class KtorCioContractIT extends UnauthorizedContract {

    static final HttpStack STACK = KtorCaller.stack(
            "Ktor on CIO",
            KtorCioCaller.class,
            List.of("ktor-2.3", "ktor-3"),
            HttpStack.Ability.LEAVES_CONNECTIONS_OPEN);

    static List<Run> runs() {
        return Run.of(STACK);
    }
}
