package dev.mcpauthfix.engine;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The one door between an HTTP library's adapter and MCP authorization: a challenge comes in as plain data, a
 * {@link Decision} comes out.
 *
 * <p>All methods may be called from any thread, event loops included: none blocks and none throws.
 */
public interface AuthorizationEngine {

    /**
     * Answers the authorization to attach to a request before it is sent, from memory alone.
     *
     * <p>Empty when there is no token for the request's resource, or when the token there is has run out: the request
     * then goes out as it is, and its 401 comes back through {@link #onChallenge}.
     */
    Optional<Authorization> authorize(McpRequest request);

    /**
     * Whether a JSON POST without any mark of MCP may be a message of the older SSE transport to this host, which the engine has
     * had tokens for. Asked of every such POST of the application: it allocates nothing and needs no URI.
     *
     * @param host a host name or literal address, in any case
     */
    boolean takesMessages(String host);

    /** The same for any host, for a library that does not say where a request goes before it is on its way. */
    boolean takesMessages();

    /**
     * Decides what to do about a 401, or a 403 with a Bearer challenge, that answered the request.
     *
     * <p>The stage completes on a thread of the agent, never exceptionally, and is not tied to the caller: cancelling it
     * stops nothing. Waiting calls for the same resource share one login.
     */
    CompletionStage<Decision> onChallenge(McpRequest request, ChallengeResponse response);

    /**
     * Finds out beside a refused call what {@link #onChallenge} would have done, by discovery alone; nothing is decided, registered or
     * obtained. Empty where the call is none of ours, and where the same was found out a short while ago.
     *
     * <p>The stage completes as that of {@link #onChallenge} does.
     */
    default CompletionStage<Optional<Observation>> observe(McpRequest request, ChallengeResponse response) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /**
     * Decides what a challenge lacks for an application that has its own OAuth: a {@link Decision.Repair}, or a pass-through. No token is
     * ever asked for.
     *
     * <p>The stage completes as that of {@link #onChallenge} does.
     */
    default CompletionStage<Decision> repair(McpRequest request, ChallengeResponse response) {
        return CompletableFuture.completedFuture(new Decision.PassThrough("nothing is repaired here"));
    }

    /**
     * Answers the protected resource metadata (RFC 9728, section 2) that an address lacks, made from verified authorization server
     * metadata; empty where there is nothing to make it from.
     *
     * <p>The stage completes as that of {@link #onChallenge} does.
     *
     * @param request the application's GET, whose answer was no such document
     */
    default CompletionStage<Optional<String>> resourceMetadata(McpRequest request) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** Tells how a request that carried one of our authorizations was answered in the end. */
    void onOutcome(McpRequest request, int status);
}
