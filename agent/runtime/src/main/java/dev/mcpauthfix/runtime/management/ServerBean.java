package dev.mcpauthfix.runtime.management;

import dev.mcpauthfix.runtime.control.ServerCount;
import dev.mcpauthfix.runtime.control.Tally;
import java.time.Instant;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;
import javax.management.ReflectionException;
import org.jspecify.annotations.Nullable;

/** What happened at one MCP server. */
final class ServerBean implements DynamicMBean {

    private static final Readings<ServerCount.Snapshot> READINGS = new Readings<ServerCount.Snapshot>()
            .number("Challenges", "calls that the server refused for want of a token", ServerCount.Snapshot::challenges)
            .number(
                    "Healed",
                    "calls that were answered without an error when they were sent again with a token",
                    ServerCount.Snapshot::healed)
            .number(
                    "GivenBack",
                    "refused calls that the application got its own response of",
                    ServerCount.Snapshot::givenBack)
            .number("Observed", "refused calls left alone because of the mode", ServerCount.Snapshot::observed)
            .number(
                    "Repaired",
                    "refused calls that the application got with the hint that they lacked",
                    ServerCount.Snapshot::repaired)
            .number("Tokens", "tokens obtained or refreshed", ServerCount.Snapshot::tokens)
            .number("Requests", "requests that the agent itself sent", ServerCount.Snapshot::requests)
            .number(
                    "AddedMillis",
                    "milliseconds that all refused calls together waited for the agent",
                    ServerCount.Snapshot::addedMillis)
            .text(
                    "Rung",
                    "the rung of the discovery ladder by which the authorization server was found",
                    ServerCount.Snapshot::rung)
            .text("Verdict", "what would have become of a call that was only observed", ServerCount.Snapshot::verdict)
            .text("Variant", "what an experiment gives it: strict or lenient", ServerCount.Snapshot::variant)
            .text(
                    "RetireReady",
                    "why the agent is not needed for this server any more, null where it is",
                    ServerCount.Snapshot::retire)
            .text("Latest", "what happened last", ServerCount.Snapshot::latest)
            .text("FirstRefused", "when a call was refused first, ISO 8601", count -> text(count.firstRefused()))
            .text("FirstHealed", "when a call was healed first, ISO 8601", count -> text(count.firstHealed()));

    private final Tally tally;
    private final String address;

    ServerBean(Tally tally, String address) {
        this.tally = tally;
        this.address = address;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    @Override
    public @Nullable Object getAttribute(String name) throws AttributeNotFoundException {
        return READINGS.read(tally.server(address), name);
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        return READINGS.read(tally.server(address), names);
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("nothing is set here");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String operation, Object[] values, String[] types) throws ReflectionException {
        throw new ReflectionException(new NoSuchMethodException(operation), "there is no operation " + operation);
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return new MBeanInfo(
                ServerBean.class.getName(),
                "What mcp-auth-fix did for the calls to one MCP server since it came",
                READINGS.infos(),
                null,
                null,
                null);
    }
}
