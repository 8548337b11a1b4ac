package dev.mcpauthfix.runtime.probe;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Looks at a server on a thread of its own, for as long as the order allows: whoever gave it holds up the one thread of the JVM that
 * takes attaches.
 */
public final class Examiner {

    /** For a look that ends by its own limit, and then writes its answer. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Function<String, String> look;
    private final Duration grace;

    /** Creates one that looks by {@link ProbeOrder}. */
    public Examiner() {
        this(ProbeOrder::answer, GRACE);
    }

    Examiner(Function<String, String> look, Duration grace) {
        this.look = look;
        this.grace = grace;
    }

    /**
     * Looks once. It never throws.
     *
     * @param argument as {@link ProbeArguments} reads it
     * @return the three parts of an answer to an order, the last of which is what was seen as one line of JSON
     */
    public String examine(String argument) {
        Duration limit = ProbeArguments.parse(argument).limit();
        FutureTask<String> task = new FutureTask<>(new Look(look, argument));
        Thread thread = new Thread(null, task, "mcp-auth-fix-doctor", 0, false);
        thread.setDaemon(true);
        // The thread may outlive the call; it must not keep an undeployed application's loader.
        thread.setContextClassLoader(null);
        thread.start();
        try {
            String seen = task.get(limit.plus(grace).toMillis(), TimeUnit.MILLISECONDS);
            return "done\nlooked from within this JVM\n" + seen;
        } catch (ExecutionException failed) {
            return failed("the look from within this JVM failed ("
                    + String.valueOf(failed.getCause()).replace('\n', ' ') + "); please report this line");
        } catch (TimeoutException tooLong) {
            task.cancel(true);
            return failed("the look from within this JVM took longer than " + limit.toSeconds()
                    + " s; something of the JVM's own, such as its proxy selector, may hold it up. Give it more time");
        } catch (InterruptedException interrupted) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return failed("the look from within this JVM was interrupted; try again");
        }
    }

    private static String failed(String sentence) {
        return "failed\n" + sentence + "\n";
    }

    private record Look(Function<String, String> look, String argument) implements Callable<String> {

        @Override
        public String call() {
            return look.apply(argument);
        }
    }
}
