/** Reads what a 401 says, by the grammar: syntax first (RFC 9110, section 11), meaning second (RFC 6750, section 3). */
@NullMarked
package dev.mcpauthfix.engine.challenge;

import org.jspecify.annotations.NullMarked;
