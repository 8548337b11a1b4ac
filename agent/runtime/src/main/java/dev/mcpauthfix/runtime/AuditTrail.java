package dev.mcpauthfix.runtime;

import dev.mcpauthfix.runtime.evidence.AuditLog;
import dev.mcpauthfix.runtime.evidence.Evidence;
import dev.mcpauthfix.runtime.evidence.Identity;
import dev.mcpauthfix.runtime.evidence.Occurrence;
import dev.mcpauthfix.runtime.log.AgentLog;
import dev.mcpauthfix.runtime.settings.EvidenceSettings;
import java.nio.file.Path;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The audit log that the settings name at the moment, if they name one. */
final class AuditTrail implements Evidence, AutoCloseable {

    /** One writes; the others end what was written to before. */
    private static final int WRITERS = 4;

    private final AgentLog log;
    private final Supplier<String> settings;
    private final AgentJar jar = new AgentJar();
    private final RecoveryThreads writers = new RecoveryThreads(WRITERS);
    private @Nullable EvidenceSettings followed;
    private @Nullable Thread last;
    private boolean closed;
    private volatile @Nullable AuditLog current;

    /**
     * Creates one that writes nowhere yet.
     *
     * @param settings the digest of the settings as they are when it is asked
     */
    AuditTrail(AgentLog log, Supplier<String> settings) {
        this.log = log;
        this.settings = settings;
    }

    /** Writes where these settings say from now on. */
    synchronized void follow(EvidenceSettings wanted) {
        if (closed || wanted.equals(followed)) {
            return;
        }
        followed = wanted;
        AuditLog before = current;
        Path file = wanted.audit();
        current = file == null ? null : open(file, wanted);
        if (before != null) {
            closeElsewhere(before);
        }
        if (file != null && last == null) {
            writeTheRestAtTheEnd();
        }
    }

    /** Settings may change on an event loop, and a file may hang. */
    private void closeElsewhere(AuditLog before) {
        try {
            writers.execute(before::close);
        } catch (RejectedExecutionException busy) {
            log.line(AgentLog.Level.WARN, "an audit log was left before its last lines were written: its file hangs");
        }
    }

    /** A program that ends upon a refusal would end before its last lines are written. */
    private void writeTheRestAtTheEnd() {
        Thread hook = new Thread(null, this::closeCurrent, "mcp-auth-fix-audit", 0, false);
        hook.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            last = hook;
        } catch (IllegalStateException endsNow) {
            // What is written from now on may be lost.
        }
    }

    private AuditLog open(Path file, EvidenceSettings wanted) {
        Identity identity = new Identity(wanted.jvm(), ProcessHandle.current().pid(), Product.VERSION, jar, settings);
        return new AuditLog(
                file,
                wanted.auditBytes(),
                wanted.olderAudits(),
                identity,
                line -> log.line(AgentLog.Level.WARN, line),
                writers);
    }

    @Override
    public void accept(Occurrence occurrence) {
        AuditLog open = current;
        if (open != null) {
            open.accept(occurrence);
        }
    }

    private void closeCurrent() {
        AuditLog open = current;
        if (open != null) {
            open.close();
        }
    }

    /** Writes what is to be written, and leaves nothing behind in the JVM. */
    @Override
    public synchronized void close() {
        closed = true;
        closeCurrent();
        writers.stop();
        if (last != null) {
            try {
                boolean unused = Runtime.getRuntime().removeShutdownHook(last);
            } catch (IllegalStateException endsAnyway) {
                // The JVM is on its way out, and runs or has run the hook.
            }
            last = null;
        }
    }
}
