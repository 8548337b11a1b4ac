/** The adapter for {@code java.net.http.WebSocket}: makes a refused handshake once more, with a token. */
@NullMarked
package dev.mcpauthfix.adapter.websocket;

import org.jspecify.annotations.NullMarked;
