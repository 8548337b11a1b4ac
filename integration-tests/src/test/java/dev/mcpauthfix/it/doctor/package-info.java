/** What {@code doctor} says of a server, held against what happens there. */
@NullMarked
package dev.mcpauthfix.it.doctor;

import org.jspecify.annotations.NullMarked;
