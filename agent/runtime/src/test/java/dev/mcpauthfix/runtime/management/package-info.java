@NullMarked
package dev.mcpauthfix.runtime.management;

import org.jspecify.annotations.NullMarked;
