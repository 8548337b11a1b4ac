/**
 * The settings: every key in one place, read from the agent argument, system properties, the environment and a file. Loaded by
 * the core loader when it comes up, so it stays small: no regular expressions, no lambdas, nothing of Jackson.
 */
@NullMarked
package dev.mcpauthfix.runtime.settings;

import org.jspecify.annotations.NullMarked;
