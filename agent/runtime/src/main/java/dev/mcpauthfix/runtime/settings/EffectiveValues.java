package dev.mcpauthfix.runtime.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values that hold, as text: by them two settings are told apart. What is shown of them is a digest. */
public final class EffectiveValues {

    /** None. */
    public static final EffectiveValues NONE = new EffectiveValues();

    /** Enough to tell the settings of a fleet apart. */
    private static final int DIGITS = 12;

    /** By the address of a section, a blank, and the key; the general ones have no address. */
    private final Map<String, String> values = new TreeMap<>();

    private @Nullable String digest;

    private EffectiveValues() {}

    static EffectiveValues of(Findings findings) {
        EffectiveValues all = new EffectiveValues();
        all.take("", findings);
        for (Findings section : findings.sections()) {
            all.take(String.valueOf(section.server()), section);
        }
        return all;
    }

    private void take(String section, Findings findings) {
        for (Setting setting : Setting.values()) {
            String value = findings.value(setting);
            if (value != null) {
                values.put(section + " " + setting.key(), value);
            }
        }
    }

    /** The general value of a setting, null for none. */
    public @Nullable String of(Setting setting) {
        return values.get(" " + setting.key());
    }

    /** The settings that have other values there, in whichever section. */
    public Set<Setting> differencesTo(EffectiveValues other) {
        Set<Setting> different = EnumSet.noneOf(Setting.class);
        addMissing(different, values, other.values);
        addMissing(different, other.values, values);
        return different;
    }

    private static void addMissing(Set<Setting> different, Map<String, String> some, Map<String, String> others) {
        some.forEach((name, value) -> {
            Setting setting = setting(name);
            if (setting != null && !value.equals(others.get(name))) {
                different.add(setting);
            }
        });
    }

    private static @Nullable Setting setting(String name) {
        return Setting.named(name.substring(name.lastIndexOf(' ') + 1));
    }

    /**
     * A digest, the same in every JVM with the same settings. Of a secret only counts that there is one: a short one could be guessed from its
     * digest. The name of a JVM does not count, nor where the settings file is.
     */
    public synchronized String digest() {
        String known = digest;
        if (known == null) {
            known = made();
            digest = known;
        }
        return known;
    }

    private String made() {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> {
            Setting setting = setting(name);
            if (setting != null && setting != Setting.JVM && setting != Setting.CONFIG) {
                text.append(name).append('=').append(shown(setting, value)).append('\n');
            }
        });
        try {
            byte[] sum =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String shown(Setting setting, String value) {
        if (setting.secret()) {
            return "set";
        }
        // A Redis server's address may hold its password, which it does not show.
        RedisServer redis = setting == Setting.VAULT ? RedisServer.parse(value) : null;
        return redis == null ? value : redis.toString();
    }
}
