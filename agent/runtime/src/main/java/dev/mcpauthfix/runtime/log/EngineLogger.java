package dev.mcpauthfix.runtime.log;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * The engine's SLF4J logger over {@link AgentLog}.
 *
 * <p>It is handed over, not looked up: {@code LoggerFactory} would search for a provider by the application's system property
 * and print to the application's terminal when it finds none.
 */
public final class EngineLogger extends LegacyAbstractLogger {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient AgentLog log;

    /** Creates a logger that writes to this log. */
    public EngineLogger(AgentLog log) {
        this.log = log;
        this.name = "mcp-auth-fix";
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return log.writes(AgentLog.Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return log.writes(AgentLog.Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return log.writes(AgentLog.Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return log.writes(AgentLog.Level.ERROR);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            Object @Nullable [] arguments,
            @Nullable Throwable cause) {
        String text = MessageFormatter.basicArrayFormat(message, arguments);
        log.line(AgentLog.Level.valueOf(level.name()), cause == null ? text : text + ": " + cause);
    }
}
