/** What the programs of all client families have in common. None of them has a line of OAuth. */
@NullMarked
package dev.mcpauthfix.client;

import org.jspecify.annotations.NullMarked;
