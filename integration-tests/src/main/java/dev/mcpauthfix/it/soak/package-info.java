/** Many JVMs with one vault against a server that revokes everything when a refresh token is used twice. */
@NullMarked
package dev.mcpauthfix.it.soak;

import org.jspecify.annotations.NullMarked;
