/** Authorization servers that others make, as they come: each is started, logged in to, and asked to forget. */
@NullMarked
package dev.mcpauthfix.it.authorizationserver;

import org.jspecify.annotations.NullMarked;
