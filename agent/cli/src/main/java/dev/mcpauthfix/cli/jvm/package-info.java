/** Other JVMs of this user: what they are, what they hold, and how an order reaches them. */
@NullMarked
package dev.mcpauthfix.cli.jvm;

import org.jspecify.annotations.NullMarked;
