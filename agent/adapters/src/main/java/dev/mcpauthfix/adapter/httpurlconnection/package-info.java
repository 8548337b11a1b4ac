/** The adapter for {@code java.net.HttpURLConnection}: answers a challenge where the JDK would follow a redirect. */
@NullMarked
package dev.mcpauthfix.adapter.httpurlconnection;

import org.jspecify.annotations.NullMarked;
