package dev.mcpauthfix.it.contract;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract of the adapter for Spring's {@code WebClient}, on Reactor Netty. */
@Tag("http-stack")
class WebClientContractIT extends UnauthorizedContract implements OneConnectionCases {

    static final HttpStack STACK = new HttpStack(
            "Spring WebClient",
            WebClientCaller.class,
            List.of("webclient-5.3", "webclient-6.2", "webclient-7.0"),
            EnumSet.allOf(Call.Publish.class),
            EnumSet.of(Call.Send.ASYNC, Call.Send.BLOCKING),
            EnumSet.of(
                    Call.Receive.STRING,
                    Call.Receive.BYTES,
                    Call.Receive.STREAM,
                    Call.Receive.PUBLISHER,
                    Call.Receive.DISCARDING),
            EnumSet.allOf(Call.Redirects.class),
            EnumSet.of(
                    HttpStack.Ability.OTHER_HEADERS,
                    HttpStack.Ability.OTHER_RESPONSE,
                    HttpStack.Ability.CANCEL,
                    HttpStack.Ability.INTERRUPT,
                    HttpStack.Ability.TIMEOUT,
                    HttpStack.Ability.HTTP_1_1_ONLY,
                    HttpStack.Ability.HTTP_2));

    static List<Run> runs() {
        return Run.of(STACK);
    }

    /** Without a content type of the application's the codec chooses JSON after us. */
    @Test
    void recognisesAMessageWhoseTypeTheCodecChooses() throws Exception {
        URI mcp = world().oauth().protectedResource();

        heals(Call.rest("POST", mcp)
                .header("Accept", "application/json, text/event-stream")
                .body("{\"jsonrpc\":\"2.0\"}"));
    }
}
