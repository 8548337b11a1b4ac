package dev.mcpauthfix.runtime.management;

import dev.mcpauthfix.runtime.control.ServerCount;
import dev.mcpauthfix.runtime.control.Tally;
import java.util.List;
import java.util.function.ToLongFunction;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InvalidAttributeValueException;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ReflectionException;
import org.jspecify.annotations.Nullable;

/** The agent: how it is, what it did at all servers together, and the orders that an operator may give it. */
final class AgentBean implements DynamicMBean {

    private static final String MODE = "Mode";
    private static final String SET = "set";
    private static final String ALL = ", at all servers together (the first 64)";

    /** The agent and its servers at one moment. */
    private record Moment(ManagedAgent.State state, List<ServerCount.Snapshot> servers) {

        long sum(ToLongFunction<ServerCount.Snapshot> of) {
            return servers.stream().mapToLong(of).sum();
        }
    }

    private static final Readings<Moment> READINGS = new Readings<Moment>()
            .text("Version", "the agent's version", now -> now.state().version())
            .writableText(
                    MODE,
                    "what the agent may do: auto, heal, repair, observe or off; null where its settings are wrong",
                    now -> now.state().mode())
            .text(
                    "Restraint",
                    "why the agent does less than it was set to, null where it does not",
                    now -> now.state().restraint())
            .text(
                    "Mistake",
                    "what was wrong with the last change of its settings, which was not taken; null for nothing",
                    now -> now.state().mistake())
            .text(
                    "SettingsDigest",
                    "the same in every JVM with the same settings, null where nothing needed them yet",
                    now -> now.state().digest())
            .texts(
                    "Libraries",
                    "the HTTP libraries whose calls come to the agent",
                    now -> now.state().libraries().toArray(new String[0]))
            .number(
                    "Faults",
                    "faults of the agent's own, none of which reached the application",
                    now -> now.state().faults())
            .number(
                    "LeftAlone",
                    "MCP requests to servers that the settings do not let the agent touch",
                    now -> now.state().leftAlone())
            .number(
                    "Challenges",
                    "calls refused for want of a token" + ALL,
                    now -> now.sum(ServerCount.Snapshot::challenges))
            .number(
                    "Healed",
                    "calls answered without an error when they were sent again with a token" + ALL,
                    now -> now.sum(ServerCount.Snapshot::healed))
            .number(
                    "GivenBack",
                    "refused calls that the application got its own response of" + ALL,
                    now -> now.sum(ServerCount.Snapshot::givenBack))
            .number(
                    "Observed",
                    "refused calls left alone because of the mode" + ALL,
                    now -> now.sum(ServerCount.Snapshot::observed))
            .number(
                    "Repaired",
                    "refused calls that the application got with the hint that they lacked" + ALL,
                    now -> now.sum(ServerCount.Snapshot::repaired))
            .number("Tokens", "tokens obtained or refreshed" + ALL, now -> now.sum(ServerCount.Snapshot::tokens))
            .number(
                    "Requests",
                    "requests that the agent itself sent" + ALL,
                    now -> now.sum(ServerCount.Snapshot::requests))
            .number(
                    "AddedMillis",
                    "milliseconds that refused calls waited for the agent" + ALL,
                    now -> now.sum(ServerCount.Snapshot::addedMillis));

    private final ManagedAgent agent;

    AgentBean(ManagedAgent agent) {
        this.agent = agent;
    }

    private Moment now() {
        Tally tally = agent.tally();
        return new Moment(agent.state(), tally == null ? List.of() : tally.servers());
    }

    @Override
    public @Nullable Object getAttribute(String name) throws AttributeNotFoundException {
        return READINGS.read(now(), name);
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        return READINGS.read(now(), names);
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException, InvalidAttributeValueException {
        if (!attribute.getName().equals(MODE)) {
            throw new AttributeNotFoundException("only " + MODE + " is set; the operation set changes other settings");
        }
        String mode = attribute.getValue() instanceof String text ? text : "";
        // More than one word would be other settings too.
        if (mode.isEmpty() || !mode.chars().allMatch(Character::isLetter)) {
            throw new InvalidAttributeValueException(
                    MODE + " is auto, heal, repair, observe or off; nothing was changed");
        }
        try {
            String unused = order("set mode=" + mode);
        } catch (IllegalArgumentException refused) {
            throw new InvalidAttributeValueException(refused.getMessage());
        }
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        AttributeList done = new AttributeList();
        for (Attribute attribute : attributes.asList()) {
            try {
                setAttribute(attribute);
                done.add(attribute);
            } catch (AttributeNotFoundException | InvalidAttributeValueException refused) {
                // What is not in the answer was not set: that is how this method says so.
            }
        }
        return done;
    }

    @Override
    public Object invoke(String operation, @Nullable Object @Nullable [] values, String @Nullable [] types)
            throws MBeanException, ReflectionException {
        int count = values == null ? 0 : values.length;
        try {
            if (operation.equals(SET) && values != null && count == 1 && values[0] instanceof String assignments) {
                return order(SET + " " + assignments);
            }
            if (count == 0 && (operation.equals("disable") || operation.equals("enable"))) {
                return order(operation);
            }
        } catch (IllegalArgumentException refused) {
            throw new MBeanException(refused, refused.getMessage());
        }
        throw new ReflectionException(
                new NoSuchMethodException(operation),
                "there is no operation " + operation + " of these parameters; there are set(String), disable() and"
                        + " enable()");
    }

    /** Gives an order; what is refused comes as an exception with the agent's own sentence. */
    private String order(String order) {
        String[] reply = agent.order(order).split("\n", -1);
        if (!reply[0].equals("done")) {
            throw new IllegalArgumentException(reply[1]);
        }
        return reply[1];
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return new MBeanInfo(
                AgentBean.class.getName(),
                "mcp-auth-fix in this JVM",
                READINGS.infos(),
                null,
                new MBeanOperationInfo[] {
                    operation(
                            SET,
                            "Changes settings, effective on the next request, and answers what it did",
                            new MBeanParameterInfo(
                                    "assignments",
                                    String.class.getName(),
                                    "key=value, separated by commas, such as mode=observe,log.level=debug; a setting"
                                            + " without a value is left to its other sources")),
                    operation("disable", "Switches off, effective on the next request"),
                    operation("enable", "Takes disable back, and switches on an agent that was set to off")
                },
                null);
    }

    private static MBeanOperationInfo operation(String name, String description, MBeanParameterInfo... parameters) {
        return new MBeanOperationInfo(name, description, parameters, String.class.getName(), MBeanOperationInfo.ACTION);
    }
}
