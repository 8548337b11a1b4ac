package dev.mcpauthfix.engine.token;

import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.dpop.Possession;
import dev.mcpauthfix.engine.metadata.Rung;
import dev.mcpauthfix.engine.registration.ClientRegistration;
import dev.mcpauthfix.engine.registration.TokenEndpointAuthMethod;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tokens with all they belong to, so that they can be refreshed without discovery and are never shown to another resource,
 * authorization server or client (rule R17).
 *
 * @param mcpUri the MCP URI they were obtained for, without query
 * @param resource the resource identifier
 * @param issuer the authorization server's issuer identifier
 * @param tokenEndpoint where they are refreshed
 * @param revocationEndpoint where they are given back, null where nowhere
 * @param client the client they were issued to
 * @param resourceSent whether the authorization server took the resource indicator
 * @param eventStream whether they were obtained for the older SSE transport's event stream
 * @param requestedScope what was asked for, null for nothing
 * @param tokens the tokens
 * @param possession the key they are bound to (RFC 9449), null for bearer tokens
 * @param rung the rung by which their authorization server was found, null where that is not known
 */
public record IssuedTokens(
        URI mcpUri,
        String resource,
        String issuer,
        URI tokenEndpoint,
        @Nullable URI revocationEndpoint,
        ClientRegistration client,
        boolean resourceSent,
        boolean eventStream,
        @Nullable String requestedScope,
        Tokens tokens,
        @Nullable Possession possession,
        @Nullable Rung rung) {

    /**
     * An access token that nobody here obtained: there is neither an authorization server to ask about it nor a client that it
     * belongs to, so the MCP URI stands for both. Never to be kept.
     */
    public static IssuedTokens given(URI mcpUri, Secret access, boolean eventStream, Instant now) {
        String name = mcpUri.toString();
        return new IssuedTokens(
                mcpUri,
                name,
                name,
                mcpUri,
                null,
                new ClientRegistration(
                        name,
                        name,
                        null,
                        null,
                        TokenEndpointAuthMethod.NONE,
                        null,
                        ClientRegistration.Source.CONFIGURED),
                false,
                eventStream,
                null,
                new Tokens(access, null, now, null, null),
                null,
                Rung.CONFIGURED);
    }

    /** The access token as a request carries it: {@code Bearer} unless it is bound, however {@code token_type} was spelt (quirk 30). */
    public Authorization authorization() {
        return new Authorization(tokens.access(), possession);
    }

    /** Whether strict discovery would have led to them too. */
    public boolean isOfStrictDiscovery() {
        return rung == Rung.HINT || rung == Rung.CONFIGURED;
    }

    /** Whether this is the very token that a request carried. */
    public boolean isIn(@Nullable Authorization sent) {
        return sent != null && tokens.access().equals(sent.token());
    }

    /** The same with other tokens, bound as these are. */
    public IssuedTokens with(Tokens fresh) {
        return with(fresh, possession);
    }

    /** The same with other tokens, bound to this key or to none. */
    IssuedTokens with(Tokens fresh, @Nullable Possession bound) {
        return new IssuedTokens(
                mcpUri,
                resource,
                issuer,
                tokenEndpoint,
                revocationEndpoint,
                client,
                resourceSent,
                eventStream,
                requestedScope,
                fresh,
                bound,
                rung);
    }

    /** The same with the client as it authenticates now. */
    public IssuedTokens of(ClientRegistration current) {
        return new IssuedTokens(
                mcpUri,
                resource,
                issuer,
                tokenEndpoint,
                revocationEndpoint,
                current,
                resourceSent,
                eventStream,
                requestedScope,
                tokens,
                possession,
                rung);
    }

    /** The same for another MCP URI of the same resource. */
    IssuedTokens at(URI otherMcpUri) {
        return new IssuedTokens(
                otherMcpUri,
                resource,
                issuer,
                tokenEndpoint,
                revocationEndpoint,
                client,
                resourceSent,
                eventStream,
                requestedScope,
                tokens,
                possession,
                rung);
    }
}
