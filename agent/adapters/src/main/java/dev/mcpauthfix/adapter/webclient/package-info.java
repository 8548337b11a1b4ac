/** The adapter for Spring's {@code WebClient}: holds a 401 back below the application's filters, for each subscription anew. */
@NullMarked
package dev.mcpauthfix.adapter.webclient;

import org.jspecify.annotations.NullMarked;
