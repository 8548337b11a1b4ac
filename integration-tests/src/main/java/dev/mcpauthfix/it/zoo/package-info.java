/** The zoo: MCP servers that are broken in every way we know of, each in its cage on loopback. Runs in the test's own JVM. */
@NullMarked
package dev.mcpauthfix.it.zoo;

import org.jspecify.annotations.NullMarked;
