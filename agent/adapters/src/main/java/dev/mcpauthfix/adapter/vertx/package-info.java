/** The adapter for Vert.x's HTTP client: answers the future of a send only once a 401 is settled. */
@NullMarked
package dev.mcpauthfix.adapter.vertx;

import org.jspecify.annotations.NullMarked;
