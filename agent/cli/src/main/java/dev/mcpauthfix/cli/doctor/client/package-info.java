/** How each MCP client behaves at a server that asks for authorization, read in its sources, and what that comes to at a surveyed one. */
@NullMarked
package dev.mcpauthfix.cli.doctor.client;

import org.jspecify.annotations.NullMarked;
