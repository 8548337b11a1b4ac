/** What the experiment report claims with numbers, valid however often it is looked at: intervals, the sample-ratio check, times. */
@NullMarked
package dev.mcpauthfix.cli.report.statistics;

import org.jspecify.annotations.NullMarked;
