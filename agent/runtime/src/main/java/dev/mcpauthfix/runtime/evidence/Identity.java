package dev.mcpauthfix.runtime.evidence;

import java.util.function.Supplier;

/**
 * Who speaks in an audit log.
 *
 * @param jvm the name of this JVM among others, the same after a restart where somebody configured one
 * @param pid the number of its process
 * @param version the agent's version
 * @param digest the SHA-256 of the agent's jar in hexadecimal digits, {@code unknown} where it could not be read; asked for where there is time
 * @param settings a digest of the settings as they are now, the same in every JVM with the same settings; secrets do not go into it
 */
public record Identity(String jvm, long pid, String version, Supplier<String> digest, Supplier<String> settings) {}
