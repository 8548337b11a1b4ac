/** The agent's own world: weaver, class loaders, settings, and the engine's ports on real sockets and files. */
@NullMarked
package dev.mcpauthfix.runtime;

import org.jspecify.annotations.NullMarked;
