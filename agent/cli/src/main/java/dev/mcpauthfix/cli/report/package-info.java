/**
 * The command {@code report}: what audit logs say about servers, and about strict against lenient. {@link dev.mcpauthfix.cli.report.Findings} is the
 * whole of it; text, JSON and page only show it.
 */
@NullMarked
package dev.mcpauthfix.cli.report;

import org.jspecify.annotations.NullMarked;
