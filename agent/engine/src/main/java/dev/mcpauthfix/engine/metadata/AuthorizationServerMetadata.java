package dev.mcpauthfix.engine.metadata;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What we use of an authorization server's metadata (RFC 8414, section 2; OpenID Connect Discovery 1.0, section 3), already
 * validated: every endpoint is https, or http on loopback.
 *
 * @param issuer the issuer identifier, byte for byte as the document gave it
 * @param authorizationEndpoint null where the server has none
 * @param tokenEndpoint the token endpoint
 * @param registrationEndpoint null where the server registers nobody
 * @param revocationEndpoint where tokens are given back (RFC 7009), null where nowhere
 * @param deviceAuthorizationEndpoint where a code for another device is had (RFC 8628), null where nowhere
 * @param scopesSupported null where not said
 * @param grantTypesSupported null where not said
 * @param tokenEndpointAuthMethodsSupported null where not said
 * @param dpopSigningAlgorithms what proofs of possession may be signed with (RFC 9449, section 5.1), null where not said
 * @param clientIdMetadataDocumentSupported whether an https URL serves as client identifier
 * @param issParameterSupported whether authorization responses carry {@code iss} (RFC 9207, section 3)
 */
public record AuthorizationServerMetadata(
        String issuer,
        @Nullable URI authorizationEndpoint,
        URI tokenEndpoint,
        @Nullable URI registrationEndpoint,
        @Nullable URI revocationEndpoint,
        @Nullable URI deviceAuthorizationEndpoint,
        @Nullable List<String> scopesSupported,
        @Nullable List<String> grantTypesSupported,
        @Nullable List<String> tokenEndpointAuthMethodsSupported,
        @Nullable List<String> dpopSigningAlgorithms,
        boolean clientIdMetadataDocumentSupported,
        boolean issParameterSupported) {}
