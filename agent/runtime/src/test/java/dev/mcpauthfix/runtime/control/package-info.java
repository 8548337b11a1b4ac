@NullMarked
package dev.mcpauthfix.runtime.control;

import org.jspecify.annotations.NullMarked;
