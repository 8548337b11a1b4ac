package dev.mcpauthfix.it.contract;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** The contract of the adapter for Jetty's client, which can be told to follow redirects or not, and no more. */
@Tag("http-stack")
class JettyContractIT extends UnauthorizedContract {

    static final HttpStack STACK = new HttpStack(
            "Jetty client",
            JettyCaller.class,
            List.of("jetty-12.0", "jetty-12.1"),
            EnumSet.allOf(Call.Publish.class),
            EnumSet.of(Call.Send.BLOCKING, Call.Send.ASYNC),
            EnumSet.of(Call.Receive.STRING, Call.Receive.BYTES, Call.Receive.STREAM, Call.Receive.DISCARDING),
            EnumSet.of(Call.Redirects.NEVER, Call.Redirects.ALWAYS),
            EnumSet.of(
                    HttpStack.Ability.AUTHENTICATOR,
                    HttpStack.Ability.OTHER_HEADERS,
                    HttpStack.Ability.OTHER_RESPONSE,
                    HttpStack.Ability.CANCEL,
                    HttpStack.Ability.INTERRUPT,
                    HttpStack.Ability.TIMEOUT,
                    HttpStack.Ability.HTTP_2));

    static List<Run> runs() {
        return Run.of(STACK);
    }
}
