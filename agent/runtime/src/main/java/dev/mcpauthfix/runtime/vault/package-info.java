/**
 * Where client registrations and tokens are kept between runs. Loaded by the core loader when the engine first reads one;
 * a vault that fails behaves as an empty one.
 */
@NullMarked
package dev.mcpauthfix.runtime.vault;

import org.jspecify.annotations.NullMarked;
