package dev.mcpauthfix.it.contract;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** The contract of the adapter for OkHttp 4 and 5. */
@Tag("http-stack")
class OkHttpContractIT extends UnauthorizedContract {

    static final HttpStack STACK = new HttpStack(
            "OkHttp",
            OkHttpCaller.class,
            List.of("okhttp-4", "okhttp-5"),
            EnumSet.of(Call.Publish.STRING, Call.Publish.BYTES, Call.Publish.ONE_SHOT_STREAM),
            EnumSet.of(Call.Send.BLOCKING, Call.Send.ASYNC),
            EnumSet.of(Call.Receive.STRING, Call.Receive.BYTES, Call.Receive.STREAM),
            EnumSet.allOf(Call.Redirects.class),
            EnumSet.of(
                    HttpStack.Ability.AUTHENTICATOR,
                    HttpStack.Ability.WEB_SOCKET,
                    HttpStack.Ability.CANCEL,
                    HttpStack.Ability.TIMEOUT,
                    HttpStack.Ability.HTTP_1_1_ONLY,
                    HttpStack.Ability.OTHER_HEADERS,
                    HttpStack.Ability.OTHER_RESPONSE,
                    HttpStack.Ability.HTTP_2));

    static List<Run> runs() {
        return Run.of(STACK);
    }
}
