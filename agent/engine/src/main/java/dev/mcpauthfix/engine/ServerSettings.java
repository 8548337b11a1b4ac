package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.policy.Experiment;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.token.IssuedTokens;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings by MCP server: those of the deepest section whose address covers it, else the general ones.
 *
 * @param general what holds where no section does
 * @param sections what holds for single MCP servers
 * @param experiment who discovers strictly and who leniently, null where the settings alone say it
 */
public record ServerSettings(
        EngineSettings general,
        List<Section> sections,
        @Nullable Experiment experiment) {

    /**
     * What holds for one MCP server, with all that it takes over from the general settings.
     *
     * @param mcpUri the MCP URI, paths below it included
     * @param settings the settings
     * @param ownDiscovery whether it says by itself how to discover, and so has no part in an experiment
     */
    public record Section(URI mcpUri, EngineSettings settings, boolean ownDiscovery) {

        /** One that has part in an experiment. */
        public Section(URI mcpUri, EngineSettings settings) {
            this(mcpUri, settings, false);
        }
    }

    /** Settings without an experiment. */
    public ServerSettings(EngineSettings general, List<Section> sections) {
        this(general, sections, null);
    }

    public ServerSettings {
        sections = List.copyOf(sections);
    }

    /** The same settings for every MCP server. */
    public static ServerSettings everywhere(EngineSettings settings) {
        return new ServerSettings(settings, List.of());
    }

    /** The settings that hold for an MCP URI. */
    public EngineSettings of(URI mcpUri) {
        Section nearest = section(mcpUri);
        return nearest == null ? general : nearest.settings();
    }

    private @Nullable Section section(URI mcpUri) {
        Section nearest = null;
        int depth = -1;
        for (Section section : sections) {
            int length = section.mcpUri().getRawPath().length();
            if (length > depth && UrlRules.covers(section.mcpUri(), mcpUri)) {
                nearest = section;
                depth = length;
            }
        }
        return nearest;
    }

    /** How the authorization server of an MCP URI is discovered. */
    public EngineSettings.Discovery discovery(URI mcpUri) {
        if (!isInExperiment(mcpUri) || experiment == null) {
            return of(mcpUri).discovery();
        }
        return experiment.variant(mcpUri) == Experiment.Variant.STRICT
                ? EngineSettings.Discovery.STRICT
                : EngineSettings.Discovery.LENIENT;
    }

    /** Whether the experiment says how the server is discovered: nothing is discovered where the settings name the issuer or the token. */
    public boolean isInExperiment(URI mcpUri) {
        Section section = section(mcpUri);
        EngineSettings settings = section == null ? general : section.settings();
        return experiment != null
                && (section == null || !section.ownDiscovery())
                && settings.issuer() == null
                && settings.grant() != EngineSettings.Grant.TOKEN;
    }

    /**
     * Whether tokens may be used for a URI: where discovery is strict, none that it would not have led to. The messages of the older SSE
     * transport go by its event stream, whose address is the server's.
     */
    boolean allows(IssuedTokens issued, URI uri) {
        URI server = issued.eventStream() ? issued.mcpUri() : UrlRules.bare(uri);
        boolean knownBefore = issued.rung() == null && experiment == null;
        return issued.isOfStrictDiscovery() || knownBefore || discovery(server) == EngineSettings.Discovery.LENIENT;
    }

    /** The same settings, as they hold where nobody takes part in an experiment: with the whole ladder where there was one. */
    public ServerSettings withoutExperiment() {
        return new ServerSettings(general, sections);
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
