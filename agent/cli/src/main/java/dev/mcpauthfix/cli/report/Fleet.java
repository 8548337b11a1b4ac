package dev.mcpauthfix.cli.report;

import java.util.List;

/**
 * Who wrote the lines.
 *
 * @param jvms how many JVMs, told by their names
 * @param agents the agent's versions, and how many lines each wrote, most lines first
 * @param settings digests of settings, and how many lines were written under each, most lines first
 */
public record Fleet(long jvms, List<Count> agents, List<Count> settings) {

    public Fleet {
        agents = List.copyOf(agents);
        settings = List.copyOf(settings);
    }
}
