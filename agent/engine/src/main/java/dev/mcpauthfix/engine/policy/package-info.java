/** What the engine allows itself: limits, memory of failures, rules for URLs. */
@NullMarked
package dev.mcpauthfix.engine.policy;

import org.jspecify.annotations.NullMarked;
