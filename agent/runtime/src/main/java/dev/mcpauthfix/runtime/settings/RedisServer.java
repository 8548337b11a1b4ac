package dev.mcpauthfix.runtime.settings;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.port.SecretSource;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A Redis server, as a URL names it. It shows itself without its password.
 *
 * @param tls whether it is reached through TLS
 * @param host its host
 * @param port its port
 * @param database the number of its database
 * @param user the user to authenticate as, null for the default one
 * @param password that user's password, null for none
 */
public record RedisServer(
        boolean tls,
        String host,
        int port,
        int database,
        @Nullable String user,
        @Nullable SecretSource password) {

    private static final int PORT = 6379;

    /** Null where it is no such URL. */
    static @Nullable RedisServer parse(String text) {
        if (!text.startsWith("redis")) {
            return null;
        }
        try {
            URI uri = new URI(text);
            boolean tls = "rediss".equals(uri.getScheme());
            int database = database(uri.getPath() == null ? "" : uri.getPath());
            if (!(tls || "redis".equals(uri.getScheme()))
                    || uri.getHost() == null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null
                    || database < 0) {
                return null;
            }
            String info = uri.getUserInfo() == null ? "" : uri.getUserInfo();
            int colon = info.indexOf(':');
            String user = colon < 0 ? info : info.substring(0, colon);
            String password = colon < 0 ? "" : info.substring(colon + 1);
            return new RedisServer(
                    tls,
                    uri.getHost().replace("[", "").replace("]", ""),
                    uri.getPort() < 0 ? PORT : uri.getPort(),
                    database,
                    user.isEmpty() ? null : user,
                    password.isEmpty() ? null : SecretSource.of(Secret.of(password)));
        } catch (URISyntaxException malformed) {
            return null;
        }
    }

    private static int database(String path) {
        if (path.isEmpty() || path.equals("/")) {
            return 0;
        }
        try {
            return path.length() > 4 ? -1 : Integer.parseInt(path.substring(1));
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    /** The same server with this password, unless that is null. */
    RedisServer with(@Nullable SecretSource other) {
        return other == null ? this : new RedisServer(tls, host, port, database, user, other);
    }

    /** The URL without user and password. */
    @Override
    public String toString() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return (tls ? "rediss://" : "redis://") + name + ":" + port + "/" + database;
    }
}
