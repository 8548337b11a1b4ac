/** Forked JVMs: the clients under test run in their own, with and without the agent. */
@NullMarked
package dev.mcpauthfix.it.jvm;

import org.jspecify.annotations.NullMarked;
