package dev.mcpauthfix.runtime.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the sources say, strongest first: the values that hold, and the mistakes. A section of the settings file has
 * findings of its own, which take over the general ones.
 */
final class Findings {

    private static final URI NOTHING = URI.create("nothing");

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final Map<Setting, Source> sources = new EnumMap<>(Setting.class);
    private final Map<Setting, String> places = new EnumMap<>(Setting.class);
    private final List<Findings> sections = new ArrayList<>();
    private final List<String> mistakes;
    private final @Nullable Findings general;
    private final @Nullable URI server;
    private final String place;

    Findings() {
        this.mistakes = new ArrayList<>();
        this.general = null;
        this.server = null;
        this.place = "";
    }

    private Findings(Findings general, URI server, String place) {
        this.mistakes = general.mistakes;
        this.general = general;
        this.server = server;
        this.place = place;
    }

    /**
     * Begins a section.
     *
     * @param where the section's place, as a message shows it
     */
    Findings section(URI address, String where) {
        for (Findings earlier : sections) {
            if (address.equals(earlier.server)) {
                report(where + ": there is a section for this address already (" + earlier.place
                        + "); write all its settings into one");
            }
        }
        Findings section = new Findings(this, address, where);
        sections.add(section);
        return section;
    }

    /** Something to check the settings of a section with whose address is wrong. */
    Findings sectionOfNothing() {
        return new Findings(this, NOTHING, "");
    }

    List<Findings> sections() {
        return sections;
    }

    /** The MCP server of this section, null for the general settings. */
    @Nullable
    URI server() {
        return server;
    }

    /**
     * Takes a value unless a stronger source gave one; the last one counts within a source.
     *
     * @param where the source and the name in it, as a message shows them
     */
    void offer(Source source, String where, String key, String value) {
        Setting setting = Setting.named(key);
        if (setting == null) {
            reportUnknown(source, where, key);
        } else if (server != null && !SectionKeys.ALLOWED.contains(setting)) {
            report(where + ": " + misplaced(setting));
        } else if (setting.secret() && !source.keepsSecrets()) {
            report(where + ": refused, a command line is readable by every user of the machine; set "
                    + setting.variable() + " or write it to the config file");
        } else if (setting == Setting.VAULT && value.indexOf('@') >= 0 && !source.keepsSecrets()) {
            report(where + ": a password is refused here, a command line is readable by every user of the machine; set "
                    + Setting.VAULT_PASSWORD.variable() + " or vault.password.file");
        } else if (!value.isEmpty() && !ValueCheck.accepts(setting, value)) {
            reportRefused(setting, where, value);
        } else if (sources.getOrDefault(setting, source) == source) {
            values.put(setting, value);
            sources.put(setting, source);
            places.put(setting, where);
        }
    }

    /** What an operator has ordered sets right what is wrong elsewhere: nobody can change an agent argument in a JVM that runs. */
    private void reportRefused(Setting setting, String where, String value) {
        if (sources.get(setting) != Source.ORDER) {
            String shown = setting.secret() || value.indexOf('@') >= 0 ? "the value" : Text.quote(value);
            report(where + ": " + shown + " is not allowed; allowed: " + setting.allowed());
        }
    }

    private static String misplaced(Setting setting) {
        return setting == Setting.CLIENT_RESOURCE
                ? "the section itself names the MCP server that its client is for; leave it out"
                : "is not for one MCP server; write it above the first section";
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
        String own = places.get(setting);
        if (own != null) {
            return own;
        }
        return general == null ? setting.key() : place + ", with " + general.where(setting);
    }

    /** Tells a mistake, without what a terminal would obey: keys and values may come from anywhere. */
    void report(String mistake) {
        mistakes.add(Text.printable(mistake));
    }

    List<String> mistakes() {
        return mistakes;
    }

    /** The value that holds, null for none. An empty value takes a setting back to its default. */
    @Nullable
    String value(Setting setting) {
        String value = values.get(setting);
        if (value == null && general != null) {
            return takesOver(setting) ? general.value(setting) : setting.fallback();
        }
        return value == null || value.isEmpty() ? setting.fallback() : value;
    }

    /** Whether this section says by itself who we are to the authorization server, or to which one we talk. */
    boolean hasOwnClient() {
        return general != null && (sets(SectionKeys.CLIENT) || values.containsKey(Setting.ISSUER));
    }

    /** A section's authorization server is shown nothing that was meant for another. */
    private boolean takesOver(Setting setting) {
        if (setting == Setting.CLIENT_RESOURCE || SectionKeys.CLIENT.contains(setting)) {
            return !hasOwnClient();
        }
        return !SectionKeys.IDENTITY_PROVIDER.contains(setting) || !sets(SectionKeys.IDENTITY_PROVIDER);
    }

    /** Whether this section says by itself who we are to an identity provider. */
    boolean hasOwnIdentityProvider() {
        return general != null && sets(SectionKeys.IDENTITY_PROVIDER);
    }

    /** Whether the value is not taken over. */
    boolean sets(Setting setting) {
        return values.containsKey(setting);
    }

    private boolean sets(Set<Setting> some) {
        return !Collections.disjoint(values.keySet(), some);
    }
}
