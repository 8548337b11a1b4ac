package dev.mcpauthfix.cli.jvm;

import java.time.Duration;
import java.util.Map;

/** How a running JVM is spoken to: the two operations that every HotSpot JVM answers. */
interface Attachment {

    /**
     * Has the JVM load a Java agent.
     *
     * @param jar the agent's jar as the JVM itself sees it
     * @param limit how long the agent may take for it; the JDK's own means wait for as long as it takes
     * @throws AttachException where it does not
     */
    void load(String jar, String arguments, Duration limit) throws AttachException;

    /**
     * The JVM's system properties; this loads nothing into it.
     *
     * @throws AttachException where it does not tell them
     */
    Map<String, String> properties() throws AttachException;
}
