package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.challenge.BearerChallenge;
import dev.mcpauthfix.engine.dpop.Proofs;
import dev.mcpauthfix.engine.grant.ClientCredentialsGrant;
import dev.mcpauthfix.engine.grant.GrantResult;
import dev.mcpauthfix.engine.grant.IdentityAssertionGrant;
import dev.mcpauthfix.engine.grant.JwtBearerGrant;
import dev.mcpauthfix.engine.grant.RequestedScope;
import dev.mcpauthfix.engine.grant.TokenAnswer;
import dev.mcpauthfix.engine.grant.TokenEndpoint;
import dev.mcpauthfix.engine.metadata.DiscoveryResult;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.port.EventSink.Failure;
import dev.mcpauthfix.engine.registration.ClientRegistrar;
import dev.mcpauthfix.engine.registration.ClientRegistration;
import dev.mcpauthfix.engine.registration.RegistrationResult;
import dev.mcpauthfix.engine.token.IssuedTokens;
import dev.mcpauthfix.engine.token.ProtectionSpace;
import dev.mcpauthfix.engine.token.Tokens;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a challenge to tokens: find the authorization server, come by a client, come by a grant. It blocks. */
final class Login {

    private final ServerSettings settings;
    private final EnginePorts ports;
    private final ClientRegistrar registrar;
    private final Proofs proofs;
    private final Journal journal;
    private final InteractiveLogin interactive;
    private final DeviceLogin device;

    Login(ServerSettings settings, EnginePorts ports, ClientRegistrar registrar, Proofs proofs, Journal journal) {
        this.settings = settings;
        this.ports = ports;
        this.registrar = registrar;
        this.proofs = proofs;
        this.journal = journal;
        this.interactive = new InteractiveLogin(this, settings, ports, registrar);
        this.device = new DeviceLogin(this, settings, ports, registrar);
    }

    LoginResult run(LoginTask task) {
        DiscoveryResult discovery =
                ports.finder().resolve(task.request(), task.response().wwwAuthenticate());
        if (discovery instanceof DiscoveryResult.Stopped stopped) {
            return new LoginResult.Failed(failure(stopped.why()), null, stopped.reason(), stopped.requests());
        }
        DiscoveryResult.Found found = (DiscoveryResult.Found) discovery;
        journal.discovered(
                task.state().mcpUri(),
                found.rung(),
                "issuer " + ServerText.quote(found.server().issuer()),
                found.requests(),
                task.start());
        String challenged = BearerChallenge.from(task.response().wwwAuthenticate())
                .map(BearerChallenge::scope)
                .orElse(null);
        RequestedScope scope = RequestedScope.choose(
                settings.of(task.state().mcpUri()).scope(),
                challenged,
                found.resource().scopesSupported(),
                task.earlier());
        LoginTask.Located located = new LoginTask.Located(task, found, scope);
        return switch (settings.of(task.state().mcpUri()).grant()) {
            case AUTHORIZATION_CODE -> interactive.run(located);
            case DEVICE_CODE -> device.run(located);
            default -> withoutPerson(located);
        };
    }

    static Failure failure(DiscoveryResult.Why why) {
        return switch (why) {
            case NOT_OAUTH -> Failure.NOT_OAUTH;
            case NO_HINT -> Failure.NO_HINT;
            case INVALID -> Failure.INVALID_METADATA;
            case UNREACHABLE -> Failure.UNREACHABLE;
        };
    }

    /** The resource indicator to send, null for none. */
    @Nullable
    String resource(LoginTask.Located located) {
        return settings(located).resource().valueFor(located.found().resource().identifier());
    }

    /** Says that a client is at hand. */
    void registered(LoginTask.Located located, ClientRegistration client) {
        LoginTask task = located.task();
        journal.registered(
                task.state().mcpUri(),
                located.found().rung(),
                client.source().toString(),
                task.channel().requests(),
                task.start());
    }

    /** The token endpoint as this client asks it, for tokens of the kind that the resource wants. */
    TokenEndpoint tokenEndpoint(LoginTask.Located located, ClientRegistration client) {
        return new TokenEndpoint(
                located.found().server().tokenEndpoint(),
                client,
                located.task().channel(),
                isBound(located) ? proofs.generate() : null);
    }

    /** Only where both ask for it (rule R22): many authorization servers offer proofs whose resources take Bearer alone. */
    private static boolean isBound(LoginTask.Located located) {
        List<String> offered = located.found().server().dpopSigningAlgorithms();
        boolean wanted = located.found().resource().dpopBound()
                || BearerChallenge.from(located.task().response().wwwAuthenticate())
                        .map(BearerChallenge::dpop)
                        .orElse(false);
        return wanted && offered != null && offered.contains(Proofs.ALGORITHM);
    }

    /** Binds an answer to what it was asked with. */
    LoginResult obtained(LoginTask.Located located, TokenEndpoint endpoint, TokenAnswer.Issued answer) {
        ClientRegistration client = endpoint.client();
        LoginTask task = located.task();
        registrar.confirm(client, task.state().mcpUri());
        DiscoveryResult.Found found = located.found();
        String requestedScope = located.scope().value();
        IssuedTokens issued = new IssuedTokens(
                task.state().mcpUri(),
                found.resource().identifier(),
                found.server().issuer(),
                found.server().tokenEndpoint(),
                found.server().revocationEndpoint(),
                client,
                answer.resource() != null,
                isEventStream(task),
                requestedScope,
                Tokens.of(answer, ports.clock().instant(), requestedScope),
                answer.bound() ? endpoint.possession() : null,
                found.rung());
        return new LoginResult.Obtained(
                issued,
                found.rung(),
                "issuer " + ServerText.quote(found.server().issuer()) + ", " + client.source(),
                found.requests() + task.channel().requests());
    }

    private LoginResult withoutPerson(LoginTask.Located located) {
        RegistrationResult registration = registrar.configured(
                located.found().server(), located.task().state().mcpUri());
        if (registration instanceof RegistrationResult.Refused refused) {
            return located.failed(Failure.NEEDS_CLIENT, refused.reason());
        }
        if (!located.task().budget().take()) {
            return located.failed(Failure.BUDGET, InteractiveLogin.SPENT);
        }
        ClientRegistration client = ((RegistrationResult.Ready) registration).client();
        registered(located, client);
        TokenEndpoint endpoint = tokenEndpoint(located, client);
        GrantResult result = grant(located, endpoint);
        return result instanceof GrantResult.Granted granted
                ? obtained(located, endpoint, granted.tokens())
                : located.failed(InteractiveLogin.failure(result), InteractiveLogin.reason(result));
    }

    private GrantResult grant(LoginTask.Located located, TokenEndpoint endpoint) {
        EngineSettings of = settings(located);
        EngineSettings.Credentials credentials = of.credentials();
        RequestedScope scope = located.scope();
        if (of.grant() == EngineSettings.Grant.JWT_BEARER && credentials.assertion() != null) {
            return new JwtBearerGrant().obtain(endpoint, credentials.assertion(), resource(located), scope);
        }
        if (of.grant() == EngineSettings.Grant.ID_JAG && credentials.identityProvider() != null) {
            return new IdentityAssertionGrant(credentials.identityProvider())
                    .obtain(
                            endpoint,
                            located.found().server().issuer(),
                            located.found().resource().identifier(),
                            scope);
        }
        return new ClientCredentialsGrant().obtain(endpoint, resource(located), scope);
    }

    private EngineSettings settings(LoginTask.Located located) {
        return settings.of(located.task().state().mcpUri());
    }

    private static boolean isEventStream(LoginTask task) {
        ProtectionSpace before = task.state().space();
        return task.request().shape() == McpTraffic.Shape.EVENT_STREAM_GET || (before != null && before.eventStream());
    }
}
