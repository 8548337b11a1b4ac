package dev.mcpauthfix.runtime.vault;

import dev.mcpauthfix.engine.port.SecretSource;
import dev.mcpauthfix.runtime.settings.RedisServer;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One connection to a Redis server, made when it is needed and again when it broke. Callers take turns. After a failure nobody
 * waits for the server again for a few seconds: an application's threads must not queue up for a server that is away.
 */
final class RedisConnection {

    private static final int TIMEOUT_MILLIS = 1000;
    private static final Duration REST = Duration.ofSeconds(5);

    private final RedisServer server;
    private @Nullable Connection connection;
    private @Nullable IOException failure;
    private long failedAt;

    RedisConnection(RedisServer server) {
        this.server = server;
    }

    /**
     * Sends one command.
     *
     * @return bytes, a number, a list of these, or null for nil
     * @throws IOException with one line about it that holds no password and no argument of the command
     */
    synchronized @Nullable Object send(Protocol.Command command, Object... arguments) throws IOException {
        if (failure != null && System.nanoTime() - failedAt < REST.toNanos()) {
            throw failure;
        }
        CommandArguments all = new CommandArguments(command).addObjects(arguments);
        boolean reused = connection != null;
        try {
            Object answer;
            try {
                answer = connection().executeCommand(all);
            } catch (JedisConnectionException broken) {
                if (!reused) {
                    throw broken;
                }
                // The server may have been started again since the last command.
                close();
                answer = connection().executeCommand(all);
            }
            failure = null;
            return answer;
        } catch (RuntimeException failed) {
            close();
            failure = new IOException(words(failed), failed);
            failedAt = System.nanoTime();
            throw failure;
        }
    }

    private Connection connection() throws IOException {
        Connection open = connection;
        if (open == null) {
            open = new Connection(new HostAndPort(server.host(), server.port()), configuration());
            connection = open;
        }
        return open;
    }

    private DefaultJedisClientConfig configuration() throws IOException {
        DefaultJedisClientConfig.Builder builder = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(TIMEOUT_MILLIS)
                .socketTimeoutMillis(TIMEOUT_MILLIS)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .database(server.database());
        if (server.tls()) {
            secure(builder);
        }
        SecretSource password = server.password();
        if (password != null) {
            SecretSource.Result read = password.read();
            if (read instanceof SecretSource.Unavailable unavailable) {
                throw new IOException(unavailable.reason());
            }
            builder.user(server.user())
                    .password(((SecretSource.Found) read).value().reveal());
        }
        return builder.build();
    }

    /** Trusts whom the application's JVM trusts, and checks the certificate against the host's name. */
    private static void secure(DefaultJedisClientConfig.Builder builder) throws IOException {
        SSLParameters parameters = new SSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        try {
            builder.ssl(true)
                    .sslParameters(parameters)
                    .sslSocketFactory(SSLContext.getDefault().getSocketFactory());
        } catch (NoSuchAlgorithmException unusable) {
            throw new IOException("this JVM has no usable default TLS context", unusable);
        }
    }

    private void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.setBroken();
                open.close();
            } catch (JedisException alreadyBroken) {
                // Nothing is left to release.
            }
        }
    }

    /** The innermost reason, or the first of those of its addresses: Jedis wraps what the socket said. */
    private static String words(RuntimeException failed) {
        Throwable reason = failed;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        Throwable[] perAddress = reason.getSuppressed();
        return String.valueOf((perAddress.length == 0 ? reason : perAddress[0]).getMessage());
    }
}
