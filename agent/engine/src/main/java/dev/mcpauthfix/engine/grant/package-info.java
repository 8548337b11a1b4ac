/** Comes by a token: authorization code with PKCE (RFC 6749, RFC 7636, RFC 8252) or client credentials. */
@NullMarked
package dev.mcpauthfix.engine.grant;

import org.jspecify.annotations.NullMarked;
