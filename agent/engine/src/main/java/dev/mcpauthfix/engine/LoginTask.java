package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.grant.RequestedScope;
import dev.mcpauthfix.engine.metadata.DiscoveryResult;
import dev.mcpauthfix.engine.policy.AuthorizationBudget;
import dev.mcpauthfix.engine.port.EventSink.Failure;
import dev.mcpauthfix.engine.registration.BackChannel;
import java.time.Instant;
import java.util.Set;

/**
 * What one login is about.
 *
 * @param state the resource
 * @param request the request that was refused
 * @param response how it was refused
 * @param earlier the scopes a step-up must not lose, empty for a first login
 * @param budget what authorization requests are counted against
 * @param channel the back channel for it
 * @param start when it began
 */
record LoginTask(
        ResourceState state,
        McpRequest request,
        ChallengeResponse response,
        Set<String> earlier,
        AuthorizationBudget budget,
        BackChannel channel,
        Instant start) {

    /** The same with the authorization server found. */
    record Located(LoginTask task, DiscoveryResult.Found found, RequestedScope scope) {

        LoginResult failed(Failure failure, String reason) {
            return new LoginResult.Failed(
                    failure,
                    found.rung(),
                    reason,
                    found.requests() + task.channel().requests());
        }
    }
}
