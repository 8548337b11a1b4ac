package dev.mcpauthfix.runtime.settings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what the sources say, strongest first: the values that hold, and the mistakes. */
final class Findings {

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final Map<Setting, Source> sources = new EnumMap<>(Setting.class);
    private final Map<Setting, String> places = new EnumMap<>(Setting.class);
    private final List<String> mistakes = new ArrayList<>();

    /**
     * Takes a value unless a stronger source gave one; the last one counts within a source.
     *
     * @param where the source and the name in it, as a message shows them
     */
    void offer(Source source, String where, String key, String value) {
        Setting setting = Setting.named(key);
        if (setting == null) {
            reportUnknown(source, where, key);
        } else if (setting.secret() && !source.keepsSecrets()) {
            report(where + ": refused, a command line is readable by every user of the machine; set "
                    + setting.variable() + " or write it to the config file");
        } else if (!value.isEmpty() && !ValueCheck.accepts(setting, value)) {
            String shown = setting.secret() ? "the value" : Text.quote(value);
            report(where + ": " + shown + " is not allowed; allowed: " + setting.allowed());
        } else if (sources.getOrDefault(setting, source) == source) {
            values.put(setting, value);
            sources.put(setting, source);
            places.put(setting, where);
        }
    }

    /** The misspelt key's value is not quoted: it may be a secret. */
    private void reportUnknown(Source source, String where, String key) {
        Setting nearest = NearestKey.to(key);
        if (nearest != null) {
            report(where + ": no such setting; did you mean " + source.spell(nearest) + "?");
            return;
        }
        StringBuilder known = new StringBuilder();
        for (Setting setting : Setting.values()) {
            known.append(known.length() == 0 ? "" : ", ").append(setting.key());
        }
        report(where + ": no such setting; there are " + known);
    }

    /** The place of the value that holds, as a message shows it: the line of the file, or the name in its source. */
    String where(Setting setting) {
        return places.getOrDefault(setting, setting.key());
    }

    void report(String mistake) {
        mistakes.add(mistake);
    }

    List<String> mistakes() {
        return mistakes;
    }

    /** The value that holds, null for none. An empty value takes a setting back to its default. */
    @Nullable
    String value(Setting setting) {
        String value = values.get(setting);
        return value == null || value.isEmpty() ? setting.fallback() : value;
    }
}
