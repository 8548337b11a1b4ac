package dev.mcpauthfix.it.contract;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** The contract of the adapter for the asynchronous client of Apache HttpClient 5. */
@Tag("http-stack")
class ApacheAsync5ContractIT extends UnauthorizedContract {

    static final HttpStack STACK = new HttpStack(
            "Apache HttpClient 5, asynchronous",
            ApacheAsync5Caller.class,
            List.of("apache-5.0", "apache-5"),
            EnumSet.of(Call.Publish.STRING, Call.Publish.BYTES, Call.Publish.ONE_SHOT_PUBLISHER),
            EnumSet.of(Call.Send.ASYNC),
            EnumSet.of(Call.Receive.STRING, Call.Receive.BYTES),
            EnumSet.of(Call.Redirects.NEVER, Call.Redirects.NORMAL),
            EnumSet.of(
                    HttpStack.Ability.OTHER_HEADERS,
                    HttpStack.Ability.OTHER_RESPONSE,
                    HttpStack.Ability.AUTHENTICATOR,
                    HttpStack.Ability.CANCEL,
                    HttpStack.Ability.CANCEL_KEEPS_CONNECTION,
                    HttpStack.Ability.TIMEOUT,
                    HttpStack.Ability.HTTP_2));

    static List<Run> runs() {
        return Run.of(STACK);
    }
}
