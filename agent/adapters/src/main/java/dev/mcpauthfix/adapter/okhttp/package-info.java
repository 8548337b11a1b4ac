/** The adapter for OkHttp 3.14 to 5: attaches tokens below the application's interceptors, and heals below them too. */
@NullMarked
package dev.mcpauthfix.adapter.okhttp;

import org.jspecify.annotations.NullMarked;
