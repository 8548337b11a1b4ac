package dev.mcpauthfix.it.contract;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An HTTP stack under the contract, and what of it the stack has at all.
 *
 * @param versions the folders below {@code integration-tests/stacks} with the versions of its library, the oldest first; empty for
 *     what the JDK has
 * @param redirects which redirects it can be told to follow
 */
record HttpStack(
        String name,
        Class<? extends Caller> caller,
        List<String> versions,
        Set<Call.Publish> publishes,
        Set<Call.Send> sends,
        Set<Call.Receive> receives,
        Set<Call.Redirects> redirects,
        Set<Ability> abilities) {

    /** What an application can do with a stack. */
    enum Ability {
        /** An authenticator of the application's own, which knows a user for Basic. */
        AUTHENTICATOR,
        /** A WebSocket handshake. */
        WEB_SOCKET,
        /** A call under way can be cancelled. */
        CANCEL,
        /** The cancel of what depends on a call reaches the call. */
        CANCEL_DEPENDENT,
        /** A thread that waits in a blocking call can be interrupted. */
        INTERRUPT,
        /** A limit for the whole call, the wait for a response included. */
        TIMEOUT,
        /** One client can be told to speak HTTP/1.1 only. */
        HTTP_1_1_ONLY,
        /** HTTP/2, agreed on in the TLS handshake. */
        HTTP_2,
        /** The agent can give a response other headers. */
        OTHER_HEADERS,
        /** The agent can give another response than the one that came. */
        OTHER_RESPONSE,
        /** No POST is sent again where a redirect says that its method stays (307, 308). */
        REDIRECTS_NO_POST,
        /** No 308 is followed (RFC 7538). */
        FOLLOWS_NO_308,
        /** It sends through java.net.http, whose own adapter does the work where the stack's is missing. */
        OVER_JAVA_NET_HTTP,
        /** A defect: the connection of a response that is given up in the middle of its body may stay open, unread. */
        LEAVES_CONNECTIONS_OPEN,
        /** A cancelled call goes on on its connection until the response has ended. */
        CANCEL_KEEPS_CONNECTION
    }

    static final HttpStack JAVA_NET_HTTP = new HttpStack(
            "java.net.http",
            JavaNetHttpCaller.class,
            List.of(),
            EnumSet.allOf(Call.Publish.class),
            EnumSet.allOf(Call.Send.class),
            EnumSet.allOf(Call.Receive.class),
            EnumSet.allOf(Call.Redirects.class),
            EnumSet.complementOf(EnumSet.of(
                    Ability.REDIRECTS_NO_POST,
                    Ability.FOLLOWS_NO_308,
                    Ability.LEAVES_CONNECTIONS_OPEN,
                    Ability.CANCEL_KEEPS_CONNECTION)));

    /** The call as near as this stack can make it: what it lacks is replaced by what every stack has. */
    Call adapt(Call call) {
        Call adapted = call;
        if (!sends.contains(call.send())) {
            adapted = adapted.send(sends.iterator().next());
        }
        if (!receives.contains(call.receive())) {
            adapted = adapted.receive(Call.Receive.STRING);
        }
        if (!publishes.contains(call.publish())) {
            adapted = adapted.publish(Call.Publish.STRING);
        }
        return adapted;
    }

    @Override
    public String toString() {
        return name;
    }
}
