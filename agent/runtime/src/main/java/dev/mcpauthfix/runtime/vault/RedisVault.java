package dev.mcpauthfix.runtime.vault;

import dev.mcpauthfix.engine.port.TokenVault;
import dev.mcpauthfix.runtime.settings.RedisServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * A vault that machines share: documents in Redis, a lease for whoever refreshes. What is written under a lease is compared with
 * what was read under it, so that a holder that was paused for longer than its lease overwrites nothing. While the server is away
 * nothing is read or kept, and tokens that others may share are not refreshed.
 */
final class RedisVault implements TokenVault {

    private static final String DOCUMENT = "mcp-auth-fix:";
    private static final String LEASE = "mcp-auth-fix-lease:";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** A removed document leaves an empty one for a while: a server that lost its memory is not taken for a logout. */
    private static final String REMOVED = "";

    private static final String REMOVED_MILLIS =
            String.valueOf(Duration.ofDays(7).toMillis());
    /** Writes unless another has written or removed since; a server that lost its memory is told again. */
    private static final String SWAP = "local now=redis.call('get',KEYS[1])"
            + " if now and now~=ARGV[1] then return 0 end redis.call('set',KEYS[1],ARGV[2]) return 1";

    /** What the thread that has a key for itself first read there, and what it wrote since. */
    private static final class Section {
        private final String key;
        private @Nullable String basis;

        Section(String key) {
            this.key = key;
        }
    }

    private final RedisServer server;
    private final RedisConnection redis;
    private final Consumer<String> warnings;
    private final SecureRandom random = new SecureRandom();
    private final AtomicBoolean warned = new AtomicBoolean();
    private final Set<String> shared = ConcurrentHashMap.newKeySet();
    private final Map<Thread, Section> sections = new ConcurrentHashMap<>();

    /**
     * Makes a vault; the server is asked at the first read or write.
     *
     * @param warnings takes one warning each time that the server becomes unusable
     */
    RedisVault(RedisServer server, Consumer<String> warnings) {
        this.server = server;
        this.redis = new RedisConnection(server);
        this.warnings = warnings;
    }

    @Override
    public Optional<String> read(String key) {
        String text = text(send(Command.GET, DOCUMENT + key));
        Section section = sections.get(Thread.currentThread());
        if (section != null && section.key.equals(key) && section.basis == null) {
            section.basis = text;
        }
        if (text == null || text.equals(REMOVED)) {
            return Optional.empty();
        }
        shared.add(key);
        return Optional.of(text);
    }

    @Override
    public boolean lacks(String key) {
        return REMOVED.equals(text(send(Command.GET, DOCUMENT + key)));
    }

    @Override
    public Set<String> keys(String prefix) {
        Set<String> keys = new HashSet<>();
        String cursor = "0";
        do {
            Object page = send(Command.SCAN, cursor, "MATCH", pattern(DOCUMENT + prefix), "COUNT", "1000");
            if (!(page instanceof List<?> parts) || parts.size() != 2 || !(parts.get(1) instanceof List<?> names)) {
                return keys;
            }
            for (Object name : names) {
                keys.add(String.valueOf(text(name)).substring(DOCUMENT.length()));
            }
            cursor = String.valueOf(text(parts.get(0)));
        } while (!cursor.equals("0"));
        return keys;
    }

    /** The prefix and anything, with what SCAN takes for wildcards quoted. */
    private static String pattern(String prefix) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < prefix.length(); i++) {
            char c = prefix.charAt(i);
            pattern.append("*?[]^\\-".indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return pattern.append('*').toString();
    }

    @Override
    public void write(String key, String document) {
        Section section = sections.get(Thread.currentThread());
        if (section == null || !section.key.equals(key) || section.basis == null) {
            if (send(Command.SET, DOCUMENT + key, document) != null) {
                shared.add(key);
            }
            return;
        }
        Object swapped = send(Command.EVAL, SWAP, "1", DOCUMENT + key, section.basis, document);
        if (Long.valueOf(1).equals(swapped)) {
            section.basis = document;
        }
    }

    @Override
    public void remove(String key) {
        if (send(Command.GET, DOCUMENT + key) != null) {
            send(Command.SET, DOCUMENT + key, REMOVED, "PX", REMOVED_MILLIS);
        }
        shared.remove(key);
    }

    @Override
    public <T> Optional<T> exclusively(String key, Supplier<T> action) {
        RedisLease lease;
        try {
            lease = RedisLease.take(redis, LEASE + key, PATIENCE, random);
        } catch (IOException away) {
            warn(away);
            // A refresh token that others may hold too is not used without them.
            return shared.contains(key) ? Optional.empty() : Optional.of(action.get());
        }
        if (lease == null) {
            return Optional.empty();
        }
        Thread mine = Thread.currentThread();
        sections.put(mine, new Section(key));
        try {
            return Optional.of(action.get());
        } finally {
            sections.remove(mine);
            release(lease);
        }
    }

    private void release(RedisLease lease) {
        try {
            lease.release();
        } catch (IOException away) {
            warn(away);
        }
    }

    /** The answer; null where there is none, be it that the server has none or that it is away. */
    private @Nullable Object send(Command command, String... arguments) {
        try {
            Object answer = redis.send(command, (Object[]) arguments);
            warned.set(false);
            return answer;
        } catch (IOException away) {
            warn(away);
            return null;
        }
    }

    private static @Nullable String text(@Nullable Object answer) {
        return answer instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : null;
    }

    private void warn(IOException failure) {
        if (warned.compareAndSet(false, true)) {
            warnings.accept(
                    "the token vault " + server + " cannot be used (" + failure.getMessage()
                            + "); new logins are kept in memory only and shared ones not renewed until it answers again; start the"
                            + " server, or see that address, password and TLS in the settings vault and vault.password are its own");
        }
    }
}
