package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.grant.AuthorizationCodeGrant;
import dev.mcpauthfix.engine.grant.GrantResult;
import dev.mcpauthfix.engine.grant.RequestedScope;
import dev.mcpauthfix.engine.grant.TokenEndpoint;
import dev.mcpauthfix.engine.metadata.AuthorizationServerMetadata;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.port.EventSink.Failure;
import dev.mcpauthfix.engine.port.UserAgent;
import dev.mcpauthfix.engine.registration.ClientRegistrar;
import dev.mcpauthfix.engine.registration.ClientRegistration;
import dev.mcpauthfix.engine.registration.RegistrationResult;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A login with a person: as few authorization requests as it takes, each counted against the budget (attack S16). */
final class InteractiveLogin {

    static final String SPENT =
            "three authorizations within an hour did not help, or twelve logins did not last, so no more are asked for;"
                    + " see what the MCP server has against the tokens, or try again later";

    /**
     * One authorization request.
     *
     * @param endpoint where its token was to come from, null where there is no client
     */
    private record Attempt(GrantResult result, @Nullable TokenEndpoint endpoint) {}

    private final Login login;
    private final EnginePorts ports;
    private final ClientRegistrar registrar;
    private final AuthorizationCodeGrant grant;

    InteractiveLogin(Login login, ServerSettings settings, EnginePorts ports, ClientRegistrar registrar) {
        this.login = login;
        this.ports = ports;
        this.registrar = registrar;
        this.grant =
                new AuthorizationCodeGrant(ports.random(), settings.general().loginLimit());
    }

    LoginResult run(LoginTask.Located located) {
        String unavailable = ports.userAgent().unavailable();
        if (unavailable != null) {
            return located.failed(Failure.NEEDS_PERSON, headless(located, unavailable));
        }
        LoginTask.Located asking = new LoginTask.Located(
                located.task(),
                located.found(),
                located.scope().withOfflineAccess(located.found().server().scopesSupported()));
        String resource = login.resource(asking);
        while (true) {
            if (!asking.task().budget().takeLoginPage()) {
                return asking.failed(Failure.BUDGET, SPENT);
            }
            Attempt attempt = attempt(asking, resource);
            TokenEndpoint endpoint = attempt.endpoint();
            GrantResult result = attempt.result();
            if (result instanceof GrantResult.Granted granted && endpoint != null) {
                return login.obtained(asking, endpoint, granted.tokens());
            }
            boolean otherClient = endpoint != null && anotherClientMayHelp(result, endpoint.client());
            boolean withoutResource = resource != null
                    && result instanceof GrantResult.Rejected rejected
                    && rejected.mayBeAboutResource()
                    && asking.task()
                            .channel()
                            .mayLeaveOutResource(asking.found().server().tokenEndpoint());
            if (result instanceof GrantResult.Abandoned || (!otherClient && !withoutResource)) {
                Failure failure = endpoint == null ? Failure.NEEDS_CLIENT : failure(result);
                return asking.failed(failure, reason(result));
            }
            resource = withoutResource ? null : resource;
        }
    }

    /** Asks the registrar to let go of a client that the server disowned, or whose login page led nowhere (quirk 35). */
    private boolean anotherClientMayHelp(GrantResult result, ClientRegistration client) {
        boolean disowned = result instanceof GrantResult.Rejected rejected && rejected.disownsClient();
        boolean stale = result instanceof GrantResult.Abandoned && client.source() == ClientRegistration.Source.STORED;
        return (disowned || stale) && registrar.replace(client);
    }

    private Attempt attempt(LoginTask.Located located, @Nullable String resource) {
        AuthorizationServerMetadata server = located.found().server();
        URI preferred = registrar.preferredRedirectUri(
                server.issuer(), located.task().state().mcpUri());
        try (UserAgent.Session session = ports.userAgent().open(preferred)) {
            RequestedScope scope = located.scope();
            RegistrationResult registration = registrar.resolve(
                    server, session.redirectUri(), scope.value(), located.task().channel());
            if (registration instanceof RegistrationResult.Refused refused) {
                return new Attempt(new GrantResult.Failed(refused.reason()), null);
            }
            ClientRegistration client = ((RegistrationResult.Ready) registration).client();
            login.registered(located, client);
            TokenEndpoint endpoint = login.tokenEndpoint(located, client);
            return new Attempt(grant.obtain(session, server, endpoint, resource, scope), endpoint);
        } catch (IOException busy) {
            return new Attempt(
                    new GrantResult.Failed(
                            "no loopback port could be opened for the login's redirect; see which program"
                                    + " forbids it"),
                    null);
        }
    }

    private static String headless(LoginTask.Located located, String unavailable) {
        return "issuer " + ServerText.quote(located.found().server().issuer())
                + " wants a person to log in, and here is none ("
                + unavailable + "): run java -jar mcp-auth-fix.jar login "
                + located.task().state().mcpUri();
    }

    static Failure failure(GrantResult result) {
        return result instanceof GrantResult.Abandoned ? Failure.NEEDS_PERSON : Failure.AUTHORIZATION_SERVER;
    }

    static String reason(GrantResult result) {
        if (result instanceof GrantResult.Rejected rejected) {
            return rejected.reason();
        }
        if (result instanceof GrantResult.Abandoned abandoned) {
            return "nobody completed the login: " + abandoned.reason();
        }
        return result instanceof GrantResult.Failed failed ? failed.reason() : "";
    }
}
