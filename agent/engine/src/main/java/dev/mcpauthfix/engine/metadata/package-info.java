/** Finds the authorization server: protected resource metadata (RFC 9728), authorization server metadata (RFC 8414), and the older addresses. */
@NullMarked
package dev.mcpauthfix.engine.metadata;

import org.jspecify.annotations.NullMarked;
