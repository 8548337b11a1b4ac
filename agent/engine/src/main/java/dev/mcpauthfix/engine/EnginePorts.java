package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.metadata.AuthorizationServerFinder;
import dev.mcpauthfix.engine.port.EventSink;
import dev.mcpauthfix.engine.port.HttpFetcher;
import dev.mcpauthfix.engine.port.TokenVault;
import dev.mcpauthfix.engine.port.UserAgent;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.slf4j.Logger;

/**
 * The world that the engine acts in.
 *
 * @param finder finds authorization servers
 * @param lookout finds them for calls that are only observed, in which no experiment has a part
 * @param fetcher sends the agent's own requests
 * @param userAgent reaches the person
 * @param vault keeps registrations and tokens
 * @param events hears what was done
 * @param clock tells the time
 * @param random makes states and verifiers
 * @param executor runs what blocks; a login holds one of its threads for as long as the person takes
 * @param logger hears one line per recovery and per reason of failure
 */
public record EnginePorts(
        AuthorizationServerFinder finder,
        AuthorizationServerFinder lookout,
        HttpFetcher fetcher,
        UserAgent userAgent,
        TokenVault vault,
        EventSink events,
        Clock clock,
        SecureRandom random,
        Executor executor,
        Logger logger) {}
