package dev.mcpauthfix.runtime.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings from their sources: what an operator has ordered before the agent argument before system properties before environment
 * variables before the file that {@code config} names. A mistake in any of them is told, even where a stronger source wins.
 */
public final class SettingsLoader {

    /** What came of loading. */
    public sealed interface Result {}

    /** Settings without a mistake. */
    public record Loaded(Settings settings) implements Result {}

    /** Mistakes, one line each, fit for standard error; secrets are not quoted. */
    public record Invalid(List<String> lines) implements Result {}

    /** Reads a file's lines. */
    @FunctionalInterface
    public interface LineReader {
        /** Reads the whole file as UTF-8. */
        List<String> read(Path file) throws IOException;
    }

    private final Surroundings surroundings;
    private final Findings findings = new Findings();

    private SettingsLoader(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Loads the settings; never throws.
     *
     * @param agentArguments what stands after {@code =} in {@code -javaagent}, null or empty for nothing
     */
    public static Result load(@Nullable String agentArguments, Surroundings surroundings, LineReader files) {
        return load(Map.of(), agentArguments, surroundings, files);
    }

    /**
     * Loads the settings; never throws.
     *
     * @param orders what an operator has ordered since the start, by key; each value not empty
     * @param agentArguments what stands after {@code =} in {@code -javaagent}, null or empty for nothing
     */
    public static Result load(
            Map<String, String> orders, @Nullable String agentArguments, Surroundings surroundings, LineReader files) {
        SettingsLoader loader = new SettingsLoader(surroundings);
        for (Map.Entry<String, String> order : orders.entrySet()) {
            loader.findings.offer(
                    Source.ORDER, Source.ORDER.label() + order.getKey(), order.getKey(), order.getValue());
        }
        loader.readArguments(agentArguments == null ? "" : agentArguments);
        loader.readProperties();
        loader.readEnvironment();
        loader.readFile(files);
        return loader.result();
    }

    private void readArguments(String arguments) {
        for (String argument : Text.split(arguments, ",;")) {
            int equals = argument.indexOf('=');
            String value = equals < 0 ? null : Text.percentDecode(argument.substring(equals + 1));
            if (value == null) {
                String name = equals < 0 ? argument : argument.substring(0, equals);
                findings.report("agent argument " + Text.quote(name)
                        + (equals < 0 ? ": expected key=value" : ": its value has a malformed %XX"));
            } else {
                String key = argument.substring(0, equals).trim();
                findings.offer(Source.ARGUMENT, Source.ARGUMENT.label() + key, key, value.trim());
            }
        }
    }

    private void readProperties() {
        for (Map.Entry<String, String> property : surroundings.properties().entrySet()) {
            String name = property.getKey();
            if (name.startsWith(Setting.PROPERTY_PREFIX)) {
                String key = name.substring(Setting.PROPERTY_PREFIX.length());
                findings.offer(
                        Source.PROPERTY,
                        Source.PROPERTY.label() + name,
                        key,
                        property.getValue().trim());
            }
        }
    }

    private void readEnvironment() {
        for (Map.Entry<String, String> variable : surroundings.environment().entrySet()) {
            String name = variable.getKey();
            if (name.startsWith(Setting.VARIABLE_PREFIX)) {
                String key = name.substring(Setting.VARIABLE_PREFIX.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.');
                findings.offer(
                        Source.ENVIRONMENT,
                        Source.ENVIRONMENT.label() + name,
                        key,
                        variable.getValue().trim());
            }
        }
    }

    private void readFile(LineReader files) {
        String config = findings.value(Setting.CONFIG);
        if (config != null) {
            SettingsFile.read(HomeFolder.expand(config, surroundings), files, findings);
        }
    }

    /** JVMs that nobody has told apart would all be given the same. */
    private void reportUnnamedJvm() {
        String unit = findings.value(Setting.EXPERIMENT_UNIT);
        if (findings.value(Setting.EXPERIMENT) != null
                && unit != null
                && unit.contains("jvm")
                && surroundings.jvm(findings.value(Setting.JVM)).equals(Surroundings.UNNAMED)) {
            findings.report(
                    findings.where(Setting.EXPERIMENT) + ": experiment.unit=" + unit
                            + " needs a name of this JVM: set jvm, or the environment variable HOSTNAME, to one that stays the same");
        }
    }

    private Result result() {
        Contradictions.report(findings);
        reportUnnamedJvm();
        List<String> mistakes = findings.mistakes();
        return mistakes.isEmpty()
                ? new Loaded(SettingsReading.of(findings, surroundings))
                : new Invalid(List.copyOf(mistakes));
    }
}
