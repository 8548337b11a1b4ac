/** The adapter for the Ktor client: holds a 401 back in the suspended call, above every engine and below redirects and retries. */
@NullMarked
package dev.mcpauthfix.adapter.ktor;

import org.jspecify.annotations.NullMarked;
