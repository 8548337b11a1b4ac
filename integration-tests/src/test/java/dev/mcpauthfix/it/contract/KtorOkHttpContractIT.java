package dev.mcpauthfix.it.contract;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** The contract of the adapter for Ktor, on its engine OkHttp. */
@Tag("http-stack")
class KtorOkHttpContractIT extends UnauthorizedContract {

    static final HttpStack STACK =
            KtorCaller.stack("Ktor on OkHttp", KtorOkHttpCaller.class, List.of("ktor-3"), HttpStack.Ability.HTTP_2);

    static List<Run> runs() {
        return Run.of(STACK);
    }
}
