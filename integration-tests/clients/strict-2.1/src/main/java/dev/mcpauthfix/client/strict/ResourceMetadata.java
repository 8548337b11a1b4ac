package dev.mcpauthfix.client.strict;

import java.net.URI;

/**
 * A place where protected resource metadata may be.
 *
 * @param resource what the document there must say that it is about, to the letter (RFC 9728, section 3.3)
 */
record ResourceMetadata(URI address, String resource) {}
