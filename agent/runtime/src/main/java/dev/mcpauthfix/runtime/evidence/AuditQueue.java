package dev.mcpauthfix.runtime.evidence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written, in order and bounded. Entries stay until they are written; what comes while it is full is dropped, and an
 * entry with the number of those takes their place. Its lock is never held across I/O.
 */
final class AuditQueue {

    private final int most;
    private final Deque<AuditEntry> entries = new ArrayDeque<>();
    private @Nullable AuditEntry lastDropped;
    private long dropped;

    AuditQueue(int most) {
        this.most = most;
    }

    synchronized void add(AuditEntry entry) {
        if (entries.size() >= most) {
            dropped++;
            lastDropped = entry;
            return;
        }
        tellOfDropped();
        entries.add(entry);
    }

    /** The first entries, so many at most; none when there is nothing to write. */
    synchronized List<AuditEntry> first(int many) {
        if (entries.isEmpty()) {
            tellOfDropped();
        }
        List<AuditEntry> first = new ArrayList<>(Math.min(many, entries.size()));
        Iterator<AuditEntry> each = entries.iterator();
        while (first.size() < many && each.hasNext()) {
            first.add(each.next());
        }
        return first;
    }

    synchronized void removeFirst(int many) {
        for (int i = 0; i < many; i++) {
            entries.remove();
        }
    }

    synchronized boolean isEmpty() {
        return entries.isEmpty() && dropped == 0;
    }

    /** How many occurrences are not written yet, those that were dropped among them. */
    synchronized long waiting() {
        long waiting = dropped;
        for (AuditEntry entry : entries) {
            waiting += Math.max(1, entry.dropped());
        }
        return waiting;
    }

    private void tellOfDropped() {
        if (lastDropped != null) {
            entries.add(new AuditEntry(lastDropped.occurrence(), lastDropped.settings(), dropped));
            lastDropped = null;
            dropped = 0;
        }
    }
}
