package dev.mcpauthfix.runtime;

import dev.mcpauthfix.runtime.settings.Settings;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of the agent from outside without loading anything into the JVM: one system property, kept up to date, which every
 * tool that may attach can read. It holds a JSON object and never a secret.
 *
 * <p>Written by hand, since it is made in applications that need no JSON of ours.
 */
public final class StatusBoard {

    /** The system property. Its name has not the prefix of our settings, which it is none of. */
    static final String PROPERTY = "mcpauthfix.status";

    private final AgentHost host;
    private final Set<String> libraries = new TreeSet<>();
    private @Nullable Supplier<String> servers;
    private boolean taken;

    StatusBoard(AgentHost host) {
        this.host = host;
    }

    /** A library's calls come to us from now on. */
    void woven(String library) {
        synchronized (this) {
            libraries.add(library);
        }
        changed();
    }

    /** Where the part about servers comes from, once anything is known of them. */
    synchronized void count(Supplier<String> ofServers) {
        servers = ofServers;
    }

    /** The libraries whose calls come to us. */
    synchronized Set<String> libraries() {
        return new TreeSet<>(libraries);
    }

    /** Shows how things are now. */
    public synchronized void changed() {
        if (!taken) {
            System.setProperty(PROPERTY, json());
        }
    }

    /** Shows nothing any more. */
    synchronized void takeDown() {
        leaveToAnother();
        System.clearProperty(PROPERTY);
    }

    /** What is shown from now on is another core's. */
    synchronized void leaveToAnother() {
        taken = true;
    }

    /** The JSON object. */
    synchronized String json() {
        Json json = new Json();
        Settings.Mode mode = host.mode();
        LiveSettings settings = host.settings();
        json.text("version", Product.VERSION).text("mode", mode == null ? null : Settings.spelling(mode));
        json.optional("choice", host.choice());
        json.optional("restraint", settings.restraint());
        json.optional("mistake", settings.mistake());
        Settings known = settings.known();
        if (known != null) {
            json.text("settings", known.values().digest());
            json.optional("file", known.file() == null ? null : known.file().toString());
            json.optional(
                    "audit",
                    known.evidence().audit() == null
                            ? null
                            : String.valueOf(known.evidence().audit()));
        }
        json.optional("experiment", host.experiment());
        json.texts("libraries", libraries).number("faults", host.faults());
        if (!host.serversLeftAlone().isEmpty()) {
            json.texts("left_alone", new TreeSet<>(host.serversLeftAlone()));
        }
        return json.raw("servers", servers == null ? "[]" : servers.get()).toString();
    }
}
