package dev.mcpauthfix.runtime.probe;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.EngineSettings.Discovery;
import dev.mcpauthfix.engine.ResourceIndicator;
import dev.mcpauthfix.engine.ServerSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a probe is made.
 *
 * @param limit for all requests together
 * @param pins addresses by lower-case host name that are taken instead of the name service's, empty for none
 * @param registers whether a client is registered at the authorization server that is found
 * @param place from where it is made, one line for people
 */
public record ProbeSettings(Duration limit, Map<String, List<InetAddress>> pins, boolean registers, String place) {

    private static final String CLIENT_NAME = "mcp-auth-fix";

    /** What a person wants, and where it is done. */
    public static ProbeSettings of(SurveyRequest request, String place) {
        return new ProbeSettings(request.limit(), request.pins(), request.registers(), place);
    }

    /**
     * What a client goes by that knows nothing but the address. An issuer or a client of our own settings would hide what everybody else
     * meets.
     */
    static ServerSettings discovering(Discovery discovery) {
        return ServerSettings.everywhere(new EngineSettings(
                discovery,
                EngineSettings.Grant.AUTHORIZATION_CODE,
                null,
                null,
                EngineSettings.Credentials.NONE,
                null,
                null,
                CLIENT_NAME,
                null,
                null,
                false,
                ResourceIndicator.VERBATIM,
                Duration.ofMinutes(5),
                List.of(),
                Duration.ofMinutes(1),
                1));
    }
}
