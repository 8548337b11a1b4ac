package dev.mcpauthfix.runtime.settings;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.port.SecretSource;
import java.util.Map;

/**
 * A secret in an environment variable of the user's choice.
 *
 * @param key the setting that names the variable, for messages
 * @param name the variable
 * @param environment the environment variables
 */
record SecretVariable(String key, String name, Map<String, String> environment) implements SecretSource {

    @Override
    public Result read() {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty()
                ? new Unavailable(key + ": the environment variable " + Text.quote(name)
                        + " is not set: set it and start the JVM again, or name another")
                : new Found(Secret.of(value));
    }

    /** The environment holds secrets. */
    @Override
    public String toString() {
        return "SecretVariable[" + name + "]";
    }
}
