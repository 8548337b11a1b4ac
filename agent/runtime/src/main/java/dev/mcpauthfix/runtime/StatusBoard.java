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
        StringBuilder json = new StringBuilder(256);
        Settings.Mode mode = host.mode();
        json.append("{\"version\":\"").append(Product.VERSION).append("\",\"mode\":");
        if (mode == null) {
            json.append("null");
        } else {
            quote(json, Settings.spelling(mode));
        }
        json.append(",\"libraries\":[");
        String separator = "";
        for (String library : libraries) {
            json.append(separator);
            quote(json, library);
            separator = ",";
        }
        json.append("],\"faults\":").append(host.faults()).append(",\"servers\":");
        json.append(servers == null ? "[]" : servers.get());
        return json.append('}').toString();
    }

    /** Appends a JSON string. */
    public static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                json.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    json.append(Character.forDigit((c >> shift) & 0xF, 16));
                }
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
