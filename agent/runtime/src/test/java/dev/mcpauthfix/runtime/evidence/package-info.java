@NullMarked
package dev.mcpauthfix.runtime.evidence;

import org.jspecify.annotations.NullMarked;
