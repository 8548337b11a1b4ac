package dev.mcpauthfix.runtime.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the process was given: the one place where the agent reads system properties and the environment.
 *
 * @param properties the system properties
 * @param environment the environment variables
 */
public record Surroundings(Map<String, String> properties, Map<String, String> environment) {

    /** A JVM that nobody has named. */
    public static final String UNNAMED = "unnamed";

    /** Whether any system property or environment variable is one of ours, cheap enough for every patched application. */
    public static boolean mentionSettings() {
        for (Object name : System.getProperties().keySet()) {
            if (name instanceof String text && text.startsWith(Setting.PROPERTY_PREFIX)) {
                return true;
            }
        }
        for (String name : System.getenv().keySet()) {
            if (name.startsWith(Setting.VARIABLE_PREFIX)) {
                return true;
            }
        }
        return false;
    }

    /** Copies the surroundings of this JVM. */
    public static Surroundings ofThisJvm() {
        Properties all = System.getProperties();
        Map<String, String> properties = new HashMap<>();
        for (String name : all.stringPropertyNames()) {
            String value = all.getProperty(name);
            if (value != null) {
                properties.put(name, value);
            }
        }
        return new Surroundings(properties, System.getenv());
    }

    /** The name of this JVM: that of the settings, else the machine's or container's, which people know it by; a process number is another after each start. */
    public String jvm(@Nullable String configured) {
        if (configured != null) {
            return configured;
        }
        String host = environment.getOrDefault("HOSTNAME", "");
        String machine = host.isBlank() ? environment.getOrDefault("COMPUTERNAME", "") : host;
        return machine.isBlank() ? UNNAMED : machine;
    }

    /** The operating system's name, empty where it is unknown. */
    public String operatingSystem() {
        return properties.getOrDefault("os.name", "");
    }
}
