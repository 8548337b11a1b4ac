package dev.mcpauthfix.engine.metadata;

import org.jspecify.annotations.Nullable;

/** The rungs of the discovery ladder, in the order they are tried; every event names the one that answered. */
public enum Rung {
    /** The issuer is pinned by a setting. */
    CONFIGURED("configured"),
    /** The challenge's {@code resource_metadata} (RFC 9728, section 5.1). */
    HINT("hint"),
    /** Protected resource metadata with the MCP path inserted (RFC 9728, section 3.1). */
    RESOURCE_METADATA_PATH("resource-metadata-path"),
    /** Protected resource metadata at the root of the origin. */
    RESOURCE_METADATA_ROOT("resource-metadata-root"),
    /** Authorization server metadata at the MCP server's own origin (MCP 2025-03-26). */
    SERVER_METADATA_ORIGIN("server-metadata-origin"),
    /** Authorization server metadata with the MCP path inserted or appended. */
    SERVER_METADATA_PATH("server-metadata-path"),
    /** No metadata at all: {@code /authorize}, {@code /token}, {@code /register} at the origin (MCP 2025-03-26). */
    DEFAULT_ENDPOINTS("default-endpoints");

    private final String wireName;

    Rung(String wireName) {
        this.wireName = wireName;
    }

    /** The rung of a spelling, null for none and any other. */
    public static @Nullable Rung named(@Nullable String spelling) {
        for (Rung rung : values()) {
            if (rung.wireName.equals(spelling)) {
                return rung;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
