/** Google's Agent Development Kit. */
@NullMarked
package dev.mcpauthfix.client.adk;

import org.jspecify.annotations.NullMarked;
