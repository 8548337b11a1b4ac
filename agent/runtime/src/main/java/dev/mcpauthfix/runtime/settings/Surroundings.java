package dev.mcpauthfix.runtime.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What the process was given: the one place where the agent reads system properties and the environment.
 *
 * @param properties the system properties
 * @param environment the environment variables
 */
public record Surroundings(Map<String, String> properties, Map<String, String> environment) {

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

    /** The operating system's name, empty where it is unknown. */
    public String operatingSystem() {
        return properties.getOrDefault("os.name", "");
    }
}
