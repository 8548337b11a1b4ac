package dev.mcpauthfix.it.wire;

import java.util.Optional;

/** Answers the requests that concern it; empty for all others. */
@FunctionalInterface
public interface WireHandler {

    Optional<WireResponse> handle(WireRequest request);
}
