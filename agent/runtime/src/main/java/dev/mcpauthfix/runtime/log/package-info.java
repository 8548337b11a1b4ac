/** The agent's own log: single lines on standard error or in a file, never on standard output. */
@NullMarked
package dev.mcpauthfix.runtime.log;

import org.jspecify.annotations.NullMarked;
