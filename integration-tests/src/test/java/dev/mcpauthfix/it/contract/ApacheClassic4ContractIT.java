package dev.mcpauthfix.it.contract;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** The contract of the adapter for the classic client of Apache HttpClient 4. */
@Tag("http-stack")
class ApacheClassic4ContractIT extends UnauthorizedContract {

    static final HttpStack STACK = new HttpStack(
            "Apache HttpClient 4, classic",
            ApacheClassic4Caller.class,
            List.of("apache-4.3", "apache-4"),
            EnumSet.of(Call.Publish.STRING, Call.Publish.BYTES, Call.Publish.ONE_SHOT_STREAM),
            EnumSet.of(Call.Send.BLOCKING),
            EnumSet.of(Call.Receive.STRING, Call.Receive.BYTES, Call.Receive.STREAM),
            EnumSet.of(Call.Redirects.NEVER, Call.Redirects.ALWAYS),
            EnumSet.of(
                    HttpStack.Ability.OTHER_HEADERS,
                    HttpStack.Ability.OTHER_RESPONSE,
                    HttpStack.Ability.AUTHENTICATOR,
                    HttpStack.Ability.CANCEL,
                    HttpStack.Ability.TIMEOUT));

    static List<Run> runs() {
        return Run.of(STACK);
    }
}
