/**
 * The contract between the weaver and the adapters, in JDK types. Loaded by the core loader; the packages below it, one per
 * HTTP library, are loaded beside the library they translate.
 */
@NullMarked
package dev.mcpauthfix.adapter;

import org.jspecify.annotations.NullMarked;
