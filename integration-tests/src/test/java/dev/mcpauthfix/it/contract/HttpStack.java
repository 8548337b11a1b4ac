package dev.mcpauthfix.it.contract;

import java.util.EnumSet;
import java.util.Set;

/**
 * An HTTP stack under the contract, and what of it the stack has at all.
 *
 * @param redirects which redirects it can be told to follow
 */
record HttpStack(
        String name,
        Class<? extends Caller> caller,
        Set<Call.Publish> publishes,
        Set<Call.Send> sends,
        Set<Call.Receive> receives,
        Set<Call.Redirects> redirects) {

    static final HttpStack JAVA_NET_HTTP = new HttpStack(
            "java.net.http",
            JavaNetHttpCaller.class,
            EnumSet.allOf(Call.Publish.class),
            EnumSet.allOf(Call.Send.class),
            EnumSet.allOf(Call.Receive.class),
            EnumSet.allOf(Call.Redirects.class));

    @Override
    public String toString() {
        return name;
    }
}
