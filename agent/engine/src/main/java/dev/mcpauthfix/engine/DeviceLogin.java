package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.grant.DeviceCodeGrant;
import dev.mcpauthfix.engine.grant.GrantResult;
import dev.mcpauthfix.engine.grant.TokenEndpoint;
import dev.mcpauthfix.engine.port.EventSink.Failure;
import dev.mcpauthfix.engine.registration.ClientRegistrar;
import dev.mcpauthfix.engine.registration.ClientRegistration;
import dev.mcpauthfix.engine.registration.RegistrationResult;

/** A login with a person at another device, of whom a code on the screen or in the log asks it. */
final class DeviceLogin {

    private static final String UNANSWERED = "nobody logged in on another device: ";

    private final Login login;
    private final EnginePorts ports;
    private final ClientRegistrar registrar;
    private final DeviceCodeGrant grant;

    DeviceLogin(Login login, ServerSettings settings, EnginePorts ports, ClientRegistrar registrar) {
        this.login = login;
        this.ports = ports;
        this.registrar = registrar;
        this.grant = new DeviceCodeGrant(
                ports.userAgent(), ports.clock(), settings.general().loginLimit());
    }

    LoginResult run(LoginTask.Located located) {
        String unavailable = ports.userAgent().unavailableForCodes();
        if (unavailable != null) {
            return located.failed(Failure.NEEDS_PERSON, UNANSWERED + unavailable);
        }
        LoginTask.Located asking = new LoginTask.Located(
                located.task(),
                located.found(),
                located.scope().withOfflineAccess(located.found().server().scopesSupported()));
        while (true) {
            if (!asking.task().budget().takeLoginPage()) {
                return asking.failed(Failure.BUDGET, InteractiveLogin.SPENT);
            }
            RegistrationResult registration = registrar.resolve(
                    asking.found().server(),
                    null,
                    asking.scope().value(),
                    asking.task().channel());
            if (registration instanceof RegistrationResult.Refused refused) {
                return asking.failed(Failure.NEEDS_CLIENT, refused.reason());
            }
            ClientRegistration client = ((RegistrationResult.Ready) registration).client();
            login.registered(asking, client);
            TokenEndpoint endpoint = login.tokenEndpoint(asking, client);
            GrantResult result =
                    grant.obtain(asking.found().server(), endpoint, login.resource(asking), asking.scope());
            if (result instanceof GrantResult.Granted granted) {
                return login.obtained(asking, endpoint, granted.tokens());
            }
            boolean disowned = result instanceof GrantResult.Rejected rejected && rejected.disownsClient();
            if (!disowned || !registrar.replace(client)) {
                return asking.failed(InteractiveLogin.failure(result), InteractiveLogin.reason(result));
            }
        }
    }
}
