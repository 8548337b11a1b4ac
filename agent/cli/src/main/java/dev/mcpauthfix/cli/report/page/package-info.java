/** The report as one HTML page: no network, no script, charts as inline SVG. Everything that came from an audit file is escaped here. */
@NullMarked
package dev.mcpauthfix.cli.report.page;

import org.jspecify.annotations.NullMarked;
