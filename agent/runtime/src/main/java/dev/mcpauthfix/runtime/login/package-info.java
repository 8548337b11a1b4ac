/**
 * Asks a person to log in: a browser or a printed URL, and the loopback redirection endpoint that hears from it (RFC 8252).
 * Loaded by the core loader when a login is due; nothing listens before or after.
 */
@NullMarked
package dev.mcpauthfix.runtime.login;

import org.jspecify.annotations.NullMarked;
