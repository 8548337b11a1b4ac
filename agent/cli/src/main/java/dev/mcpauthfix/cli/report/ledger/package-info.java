/**
 * From audit files to findings. Everything here is of bounded size however much is read, and indifferent to the order of the lines: several JVMs
 * write several files, and nobody has gigabytes sorted.
 */
@NullMarked
package dev.mcpauthfix.cli.report.ledger;

import org.jspecify.annotations.NullMarked;
