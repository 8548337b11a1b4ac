package dev.mcpauthfix.it.contract;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** The contract of the adapter for Ktor, on its engine Apache 5. */
@Tag("http-stack")
class KtorApacheContractIT extends UnauthorizedContract {

    static final HttpStack STACK =
            KtorCaller.stack("Ktor on Apache 5", KtorApacheCaller.class, List.of("ktor-3"), HttpStack.Ability.HTTP_2);

    static List<Run> runs() {
        return Run.of(STACK);
    }
}
