/** Strict against lenient in real JVMs: what observing tells, what an experiment assigns, what its report says. */
@NullMarked
package dev.mcpauthfix.it.experiment;

import org.jspecify.annotations.NullMarked;
