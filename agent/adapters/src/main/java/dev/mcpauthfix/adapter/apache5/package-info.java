/** The adapters for Apache HttpClient 5: below redirects and retries, above the library's own authentication. */
@NullMarked
package dev.mcpauthfix.adapter.apache5;

import org.jspecify.annotations.NullMarked;
