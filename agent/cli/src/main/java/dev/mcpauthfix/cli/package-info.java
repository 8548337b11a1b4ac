/** The commands of {@code java -jar mcp-auth-fix.jar}. */
@NullMarked
package dev.mcpauthfix.cli;

import org.jspecify.annotations.NullMarked;
