/** HTTP messages as plain data, and the record of everything that went over the wire. Runs in the test's own JVM, never beside the agent. */
@NullMarked
package dev.mcpauthfix.it.wire;

import org.jspecify.annotations.NullMarked;
