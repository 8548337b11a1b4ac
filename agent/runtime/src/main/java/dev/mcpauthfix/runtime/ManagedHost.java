package dev.mcpauthfix.runtime;

import dev.mcpauthfix.runtime.control.Tally;
import dev.mcpauthfix.runtime.management.ManagedAgent;
import dev.mcpauthfix.runtime.management.ManagementSwitch;
import dev.mcpauthfix.runtime.settings.EvidenceSettings;
import dev.mcpauthfix.runtime.settings.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The agent as management tools see it; a class of its own, so that nothing of theirs is loaded with the host. */
final class ManagedHost implements ManagedAgent {

    private final AgentHost host;

    private ManagedHost(AgentHost host) {
        this.host = host;
    }

    static ManagementSwitch open(AgentHost host) {
        return new ManagementSwitch(new ManagedHost(host), host.log());
    }

    @Override
    public EvidenceSettings.Management wanted() {
        return host.management();
    }

    @Override
    public State state() {
        LiveSettings settings = host.settings();
        settings.look();
        Settings.Mode mode = host.mode();
        Settings known = settings.known();
        return new State(
                Product.VERSION,
                mode == null ? null : Settings.spelling(mode),
                settings.restraint(),
                settings.mistake(),
                known == null ? null : known.values().digest(),
                List.copyOf(host.board().libraries()),
                host.faults(),
                host.leftAlone());
    }

    @Override
    public @Nullable Tally tally() {
        return host.tally();
    }

    @Override
    public String order(String order) {
        return host.order(order);
    }

    @Override
    public void fault(String where, Throwable fault) {
        host.fault(where, fault);
    }
}
