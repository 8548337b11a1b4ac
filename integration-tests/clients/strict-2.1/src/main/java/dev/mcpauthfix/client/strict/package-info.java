/** Applications that bring their own OAuth, and read MCP's authorization specification to the letter: where it wants a hint, they want it. */
@NullMarked
package dev.mcpauthfix.client.strict;

import org.jspecify.annotations.NullMarked;
