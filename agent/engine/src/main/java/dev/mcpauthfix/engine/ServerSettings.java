package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings by MCP server: those of the deepest section whose address covers it, else the general ones.
 *
 * @param general what holds where no section does
 * @param sections what holds for single MCP servers
 */
public record ServerSettings(EngineSettings general, List<Section> sections) {

    /**
     * What holds for one MCP server, with all that it takes over from the general settings.
     *
     * @param mcpUri the MCP URI, paths below it included
     * @param settings the settings
     */
    public record Section(URI mcpUri, EngineSettings settings) {}

    public ServerSettings {
        sections = List.copyOf(sections);
    }

    /** The same settings for every MCP server. */
    public static ServerSettings everywhere(EngineSettings settings) {
        return new ServerSettings(settings, List.of());
    }

    /** The settings that hold for an MCP URI. */
    public EngineSettings of(URI mcpUri) {
        EngineSettings nearest = general;
        int depth = -1;
        for (Section section : sections) {
            int length = section.mcpUri().getRawPath().length();
            if (length > depth && UrlRules.covers(section.mcpUri(), mcpUri)) {
                nearest = section.settings();
                depth = length;
            }
        }
        return nearest;
    }

    /** The general settings and those of each section. */
    public List<EngineSettings> all() {
        List<EngineSettings> all = new ArrayList<>();
        all.add(general);
        for (Section section : sections) {
            all.add(section.settings());
        }
        return all;
    }
}
