package dev.mcpauthfix.runtime.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the agent tells what it did.
 *
 * @param audit the audit log, null for none
 * @param auditBytes how large it may become before another file is begun
 * @param olderAudits how many older files of it are kept
 * @param jvm the name of this JVM
 * @param management whether there is an MBean
 */
public record EvidenceSettings(
        @Nullable Path audit, long auditBytes, int olderAudits, String jvm, Management management) {

    /** Nowhere. */
    public static final EvidenceSettings NONE = new EvidenceSettings(null, 0, 0, Surroundings.UNNAMED, Management.OFF);

    /** Whether there is an MBean. */
    public enum Management {
        /** Where the JVM has a platform MBean server already. */
        AUTO,
        /** Always. */
        ON,
        /** Never. */
        OFF
    }
}
