/**
 * The agent's own HTTP: one small client over plain sockets, bounded in size and time, that connects only to addresses it has
 * checked. Loaded by the core loader with the first challenge; sees neither the application's HTTP libraries nor its cookies.
 */
@NullMarked
package dev.mcpauthfix.runtime.http;

import org.jspecify.annotations.NullMarked;
