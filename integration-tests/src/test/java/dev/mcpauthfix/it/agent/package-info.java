/** The agent as a guest: how it starts, what it costs when it has nothing to do, and that it never harms its host. */
@NullMarked
package dev.mcpauthfix.it.agent;

import org.jspecify.annotations.NullMarked;
