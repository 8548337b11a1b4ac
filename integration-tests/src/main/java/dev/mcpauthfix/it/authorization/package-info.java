/** An OAuth authorization server to test against: RFC 6749, 7009, 7591, 7636, 8414, 8707 and 9207, with named faults. */
@NullMarked
package dev.mcpauthfix.it.authorization;

import org.jspecify.annotations.NullMarked;
