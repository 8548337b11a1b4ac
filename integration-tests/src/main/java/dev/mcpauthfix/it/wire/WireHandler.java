package dev.mcpauthfix.it.wire;

import java.util.Optional;

/** Answers the requests that concern it; empty for all others. */
@FunctionalInterface
public interface WireHandler {

    Optional<WireResponse> handle(WireRequest request);

    /** Answers every request to this path. */
    static WireHandler at(String path, WireResponse answer) {
        return request -> request.path().equals(path) ? Optional.of(answer) : Optional.empty();
    }

    /** Answers every request to a path that starts like this. */
    static WireHandler under(String pathPrefix, WireResponse answer) {
        return request -> request.path().startsWith(pathPrefix) ? Optional.of(answer) : Optional.empty();
    }

    /** The same, and the other for what this one leaves. */
    default WireHandler or(WireHandler other) {
        return request -> handle(request).or(() -> other.handle(request));
    }
}
