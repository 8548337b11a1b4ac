/** What the agent did, for whoever has to trust it: an audit log, events of the JVM's flight recorder, JMX, and the status. Loaded with the engine. */
@NullMarked
package dev.mcpauthfix.runtime.evidence;

import org.jspecify.annotations.NullMarked;
