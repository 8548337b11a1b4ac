package dev.mcpauthfix.runtime.management;

import dev.mcpauthfix.runtime.log.AgentLog;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** The agent's part, to be played in a class loader of its own: whoever is outside knows it by a type of the JDK alone. */
public final class Scene implements BiFunction<String, Path, String> {

    private final FakeAgent agent = new FakeAgent("1");
    private ManagementSwitch management = new ManagementSwitch(agent, new AgentLog(null, null));

    /** Does {@code open} a log, {@code show}, {@code look} or {@code leave}; answers the faults that there were. */
    @Override
    public String apply(String what, Path log) {
        switch (what) {
            case "open" -> management = new ManagementSwitch(agent, new AgentLog(AgentLog.Level.WARN, log));
            case "show" -> {
                agent.heals("https://notes.example/mcp");
                management.lookNow();
            }
            case "look" -> management.look();
            case "leave" -> management.leave();
            default -> throw new IllegalArgumentException(what);
        }
        return agent.faults.toString();
    }
}
