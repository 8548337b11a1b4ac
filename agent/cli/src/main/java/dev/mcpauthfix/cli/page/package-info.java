/** What all our HTML pages have in common: no network, no script, everything escaped, light, dark and printable. */
@NullMarked
package dev.mcpauthfix.cli.page;

import org.jspecify.annotations.NullMarked;
