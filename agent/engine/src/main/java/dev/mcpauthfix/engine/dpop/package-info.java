/** Demonstrating proof of possession (RFC 9449): tokens that are worth nothing without a key of ours. */
@NullMarked
package dev.mcpauthfix.engine.dpop;

import org.jspecify.annotations.NullMarked;
