/** The adapters for Apache HttpClient 4 and HttpAsyncClient 4.1. */
@NullMarked
package dev.mcpauthfix.adapter.apache4;

import org.jspecify.annotations.NullMarked;
