package dev.mcpauthfix.runtime.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The platform's resolver, on a thread of its own: a lookup cannot be given a time limit any other way. */
final class SystemNameResolver implements NameResolver {

    private final Duration limit;

    SystemNameResolver() {
        this(Duration.ofSeconds(5));
    }

    /** Creates one that answers within the limit, or not at all. */
    SystemNameResolver(Duration limit) {
        this.limit = limit;
    }

    @Override
    public List<InetAddress> resolve(String host) throws IOException {
        FutureTask<InetAddress[]> lookup = new FutureTask<>(new Lookup(host));
        Thread thread = new Thread(null, lookup, "mcp-auth-fix-resolver", 0, false);
        thread.setDaemon(true);
        // The thread may outlive the call; it must not keep an undeployed application's loader.
        thread.setContextClassLoader(null);
        thread.start();
        try {
            return List.of(lookup.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException unknown ? unknown : new IOException(failed.getCause());
        } catch (TimeoutException tooLong) {
            throw new SocketTimeoutException(
                    "no answer from the name service within " + FailureWords.time(limit.toMillis()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private record Lookup(String host) implements Callable<InetAddress[]> {

        @Override
        public InetAddress[] call() throws IOException {
            return InetAddress.getAllByName(host);
        }
    }
}
