/** Comes by a client identifier: pre-registered, client identifier metadata document, or dynamic registration (RFC 7591). */
@NullMarked
package dev.mcpauthfix.engine.registration;

import org.jspecify.annotations.NullMarked;
