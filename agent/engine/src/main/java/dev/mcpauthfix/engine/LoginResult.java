package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.metadata.Rung;
import dev.mcpauthfix.engine.port.EventSink.Failure;
import dev.mcpauthfix.engine.token.IssuedTokens;
import org.jspecify.annotations.Nullable;

/** How a login ended. */
sealed interface LoginResult {

    /** With tokens; {@code how} is one line for people. */
    record Obtained(IssuedTokens issued, Rung rung, String how, int requests) implements LoginResult {}

    /** Without; the reason is one line for people. */
    record Failed(Failure failure, @Nullable Rung rung, String reason, int requests) implements LoginResult {}
}
