/** Applications with an OAuth of their own, which the agent gives what their servers do not, and takes nothing from. */
@NullMarked
package dev.mcpauthfix.it.repair;

import org.jspecify.annotations.NullMarked;
