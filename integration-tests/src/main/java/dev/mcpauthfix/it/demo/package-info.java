/** The demonstration: the same client twice against the server of anthropics/claude-code#61376, without and with the agent. */
@NullMarked
package dev.mcpauthfix.it.demo;

import org.jspecify.annotations.NullMarked;
