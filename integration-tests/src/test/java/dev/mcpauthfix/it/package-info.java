/**
 * Real clients in forked JVMs against real servers. {@code *Test} prove that the servers themselves are right, {@code *IT} run
 * the packaged jars.
 */
@NullMarked
package dev.mcpauthfix.it;

import org.jspecify.annotations.NullMarked;
