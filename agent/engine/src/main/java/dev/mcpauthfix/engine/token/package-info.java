/** Keeps tokens: what they are for, when they run out, how they are refreshed (RFC 6749, section 6). */
@NullMarked
package dev.mcpauthfix.engine.token;

import org.jspecify.annotations.NullMarked;
