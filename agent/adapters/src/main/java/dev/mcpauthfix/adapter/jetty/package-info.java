/** The adapter for Jetty's client: holds a 401 back as Jetty's own protocol handlers do. */
@NullMarked
package dev.mcpauthfix.adapter.jetty;

import org.jspecify.annotations.NullMarked;
