package dev.mcpauthfix.runtime.vault;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Exclusive use of one key, for as long as its holder lives: the lease is short, so that a process that died blocks nobody for
 * long, and it is renewed while the holder works. It is let go of only by whom it belongs to.
 */
final class RedisLease {

    /** Longer than a pause of a healthy JVM, shorter than the patience of those who wait for one that died. */
    private static final Duration LENGTH = Duration.ofSeconds(10);

    private static final long RENEWAL_MILLIS = 3000;
    private static final long PAUSE_MILLIS = 20;
    private static final String RELEASE =
            "if redis.call('get',KEYS[1])==ARGV[1] then return redis.call('del',KEYS[1]) end return 0";
    private static final String RENEW =
            "if redis.call('get',KEYS[1])==ARGV[1] then return redis.call('pexpire',KEYS[1],ARGV[2]) end return 0";

    private final RedisConnection redis;
    private final String key;
    private final String holder;
    private final CountDownLatch done = new CountDownLatch(1);

    private RedisLease(RedisConnection redis, String key, String holder) {
        this.redis = redis;
        this.key = key;
        this.holder = holder;
    }

    /** Takes it; null where somebody else kept it for longer than our patience lasts. */
    static @Nullable RedisLease take(RedisConnection redis, String key, Duration patience, SecureRandom random)
            throws IOException {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String holder = HexFormat.of().formatHex(bytes);
        long started = System.nanoTime();
        try {
            while (redis.send(Command.SET, key, holder, "NX", "PX", String.valueOf(LENGTH.toMillis())) == null) {
                if (System.nanoTime() - started > patience.toNanos()) {
                    return null;
                }
                // Not all at the same moment.
                Thread.sleep(PAUSE_MILLIS + random.nextInt((int) PAUSE_MILLIS));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
        RedisLease lease = new RedisLease(redis, key, holder);
        lease.keep();
        return lease;
    }

    private void keep() {
        Thread keeper = new Thread(null, this::renew, "mcp-auth-fix vault lease", 0, false);
        keeper.setDaemon(true);
        keeper.setContextClassLoader(null);
        keeper.start();
    }

    private void renew() {
        try {
            while (!done.await(RENEWAL_MILLIS, TimeUnit.MILLISECONDS)) {
                redis.send(Command.EVAL, RENEW, "1", key, holder, String.valueOf(LENGTH.toMillis()));
            }
        } catch (IOException | InterruptedException over) {
            // What is written without the lease is compared with what is there (RedisVault).
        }
    }

    /** Lets go of it; one that ran out and is another's now stays. */
    void release() throws IOException {
        done.countDown();
        redis.send(Command.EVAL, RELEASE, "1", key, holder);
    }
}
