/** The adapter for {@code java.net.http}: holds a 401 back before it reaches the application's body handler. */
@NullMarked
package dev.mcpauthfix.adapter.javanethttp;

import org.jspecify.annotations.NullMarked;
