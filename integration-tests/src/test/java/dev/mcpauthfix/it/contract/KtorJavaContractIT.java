package dev.mcpauthfix.it.contract;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** The contract of the adapter for Ktor, on its engine java.net.http. */
@Tag("http-stack")
class KtorJavaContractIT extends UnauthorizedContract {

    static final HttpStack STACK = KtorCaller.stack(
            "Ktor on java.net.http",
            KtorJavaCaller.class,
            List.of("ktor-3"),
            HttpStack.Ability.OVER_JAVA_NET_HTTP,
            HttpStack.Ability.HTTP_2);

    static List<Run> runs() {
        return Run.of(STACK);
    }
}
