/** Text for people at a terminal: lines of a width, and what kind of terminal it is. */
@NullMarked
package dev.mcpauthfix.cli.text;

import org.jspecify.annotations.NullMarked;
