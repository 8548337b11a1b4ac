package dev.mcpauthfix.runtime.evidence;

/**
 * What waits to become a line of the audit log.
 *
 * @param occurrence what happened; the last of those that were dropped, where there are such
 * @param settings the digest of the settings when it happened
 * @param dropped how many occurrences were dropped, 0 where this is one that was not
 */
record AuditEntry(Occurrence occurrence, String settings, long dropped) {

    AuditEntry(Occurrence occurrence, String settings) {
        this(occurrence, settings, 0);
    }
}
