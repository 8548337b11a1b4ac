/** Tolerant JSON on the streaming parser. */
@NullMarked
package dev.mcpauthfix.engine.json;

import org.jspecify.annotations.NullMarked;
