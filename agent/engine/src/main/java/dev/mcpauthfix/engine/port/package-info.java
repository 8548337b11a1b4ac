/** The world as the engine sees it: each port is implemented by the runtime, and by a fake in the engine's tests. */
@NullMarked
package dev.mcpauthfix.engine.port;

import org.jspecify.annotations.NullMarked;
