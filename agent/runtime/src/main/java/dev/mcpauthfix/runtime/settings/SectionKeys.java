package dev.mcpauthfix.runtime.settings;

import java.util.EnumSet;
import java.util.Set;

/** Which settings a section of the settings file may hold, and which of them go together. Loaded only where there is one. */
final class SectionKeys {

    /** What may be set for one MCP server. */
    static final Set<Setting> ALLOWED = EnumSet.of(
            Setting.DISCOVERY,
            Setting.GRANT,
            Setting.CLIENT_METADATA_URL,
            Setting.CLIENT_NAME,
            Setting.SCOPE,
            Setting.ISSUER,
            Setting.PKCE,
            Setting.RESOURCE,
            Setting.HEADERS_NEVER_TOUCH);

    /** Who we are to an authorization server: of one hand, never half of it from the general settings. */
    static final Set<Setting> CLIENT = EnumSet.of(
            Setting.CLIENT_ID,
            Setting.CLIENT_SECRET,
            Setting.CLIENT_SECRET_FILE,
            Setting.CLIENT_SECRET_ENV,
            Setting.CLIENT_SECRET_COMMAND,
            Setting.CLIENT_KEY_FILE,
            Setting.CLIENT_KEY_ID,
            Setting.ASSERTION_FILE,
            Setting.ASSERTION_COMMAND,
            Setting.TOKEN_FILE,
            Setting.TOKEN_COMMAND);

    /** Who we are to an identity provider. */
    static final Set<Setting> IDENTITY_PROVIDER = EnumSet.of(
            Setting.IDP_TOKEN_ENDPOINT,
            Setting.IDP_CLIENT_ID,
            Setting.IDP_CLIENT_SECRET,
            Setting.IDP_CLIENT_SECRET_FILE,
            Setting.IDP_TOKEN_FILE,
            Setting.IDP_TOKEN_COMMAND);

    static {
        ALLOWED.addAll(CLIENT);
        ALLOWED.addAll(IDENTITY_PROVIDER);
    }

    private SectionKeys() {}
}
