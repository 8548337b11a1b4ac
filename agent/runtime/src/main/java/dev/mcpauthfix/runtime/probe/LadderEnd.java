package dev.mcpauthfix.runtime.probe;

import dev.mcpauthfix.engine.metadata.AuthorizationServerMetadata;
import dev.mcpauthfix.engine.metadata.DiscoveryResult;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Fault;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Found;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Stopped;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.metadata.Rung;
import org.jspecify.annotations.Nullable;

/**
 * Where one walk down the discovery ladder ended.
 *
 * @param rung the rung that found the authorization server, null where none did
 * @param why which kind of stop, null where it was found
 * @param fault what is wrong with what the server publishes, null where nothing is
 * @param reason one line about the stop, empty where it was found
 * @param resource the resource indicator of a token request, empty where nothing was found
 * @param issuer the issuer, empty where nothing was found
 * @param registers whether clients may register themselves there (RFC 7591)
 * @param takesMetadataDocuments whether a client identifier may be the address of a metadata document
 * @param requests how many requests the walk took
 */
public record LadderEnd(
        @Nullable Rung rung,
        @Nullable Why why,
        @Nullable Fault fault,
        String reason,
        String resource,
        String issuer,
        boolean registers,
        boolean takesMetadataDocuments,
        int requests) {

    static LadderEnd of(DiscoveryResult result) {
        if (result instanceof Stopped stopped) {
            return new LadderEnd(
                    null,
                    stopped.why(),
                    stopped.fault(),
                    Shown.text(stopped.reason()),
                    "",
                    "",
                    false,
                    false,
                    stopped.requests());
        }
        Found found = (Found) result;
        AuthorizationServerMetadata server = found.server();
        return new LadderEnd(
                found.rung(),
                null,
                null,
                "",
                Shown.url(found.resource().identifier()),
                Shown.url(server.issuer()),
                server.registrationEndpoint() != null,
                server.clientIdMetadataDocumentSupported(),
                found.requests());
    }

    /** Whether an authorization server was found that may be used. */
    public boolean isFound() {
        return rung != null;
    }
}
