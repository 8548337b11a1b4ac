package dev.mcpauthfix.it.contract;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** The contract of the adapter for OkHttp 3.14, which is without Kotlin and redirects no POST. */
@Tag("http-stack")
class OkHttp3ContractIT extends UnauthorizedContract {

    static final HttpStack STACK = new HttpStack(
            "OkHttp 3",
            OkHttp3Caller.class,
            List.of("okhttp-3.14"),
            OkHttpContractIT.STACK.publishes(),
            OkHttpContractIT.STACK.sends(),
            OkHttpContractIT.STACK.receives(),
            OkHttpContractIT.STACK.redirects(),
            EnumSet.of(
                    HttpStack.Ability.AUTHENTICATOR,
                    HttpStack.Ability.WEB_SOCKET,
                    HttpStack.Ability.CANCEL,
                    HttpStack.Ability.TIMEOUT,
                    HttpStack.Ability.HTTP_1_1_ONLY,
                    HttpStack.Ability.OTHER_HEADERS,
                    HttpStack.Ability.OTHER_RESPONSE,
                    HttpStack.Ability.HTTP_2,
                    HttpStack.Ability.REDIRECTS_NO_POST));

    static List<Run> runs() {
        return Run.of(STACK);
    }
}
