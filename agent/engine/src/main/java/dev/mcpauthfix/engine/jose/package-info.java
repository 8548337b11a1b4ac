/** JSON Web Signatures (RFC 7515) of our own keys, with the JDK's cryptography alone: signing only, nothing is ever verified. */
@NullMarked
package dev.mcpauthfix.engine.jose;

import org.jspecify.annotations.NullMarked;
