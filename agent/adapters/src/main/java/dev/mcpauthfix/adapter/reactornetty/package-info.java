/** The adapter for Reactor Netty used directly: holds a 401 back between the library's connect and the application's subscriber. */
@NullMarked
package dev.mcpauthfix.adapter.reactornetty;

import org.jspecify.annotations.NullMarked;
