package dev.mcpauthfix.runtime;

import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.runtime.log.AgentLog;
import dev.mcpauthfix.runtime.settings.Settings;

/** Puts the engine together with the runtime's ports. */
final class EngineAssembly {

    private EngineAssembly() {}

    static AuthorizationEngine assemble(Settings settings, AgentLog log) {
        if (log.writes(AgentLog.Level.ERROR)) {
            throw new IllegalStateException("engine pending");
        }
        return new AgentHost(settings, log).engine();
    }
}
