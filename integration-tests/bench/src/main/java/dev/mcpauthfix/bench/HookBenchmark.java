package dev.mcpauthfix.bench;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What the woven code of one request costs by itself, without network: every call that one real request made of the bridge is
 * recorded with its very arguments, and made again.
 *
 * <p>A difference of less than a microsecond drowns in the spread of a request over a socket; this is the same code, measured to
 * the nanosecond and the byte.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HookBenchmark {

    /** The HTTP stack. */
    @Param("java.net.http")
    public String stack = "";

    /** The server. */
    @Param("")
    public String url = "";

    /** Whether an MCP server of this application has been healed before, on the same stack. */
    @Param("false")
    public boolean healedBefore;

    private BridgeCall[] calls = {};

    /** Records one request that is not MCP traffic, after enough of them that the stack's own first steps are done. */
    @Setup
    public void record() throws Exception {
        URI uri = URI.create(url);
        Stack client = Stack.named(stack);
        if (healedBefore) {
            check(client.post(uri, "application/json, text/event-stream"));
        }
        for (int i = 0; i < 50; i++) {
            post(client, uri);
        }
        BridgeRecorder recorder = new BridgeRecorder();
        post(client, uri);
        List<BridgeCall> recorded = recorder.stop();
        if (recorded.isEmpty()) {
            throw new IllegalStateException("no woven code ran for " + stack);
        }
        calls = recorded.toArray(new BridgeCall[0]);
    }

    private static void post(Stack client, URI uri) throws Exception {
        check(client.post(uri, "application/json, text/plain"));
    }

    private static void check(int status) {
        if (status != 200) {
            throw new IllegalStateException("status " + status);
        }
    }

    /** The woven code of one request. */
    @Benchmark
    public void request(Blackhole results) {
        for (BridgeCall call : calls) {
            results.consume(call.make());
        }
    }

    /** Only the arrays, as a floor for the allocation. */
    @Benchmark
    public void arrays(Blackhole results) {
        for (BridgeCall call : calls) {
            results.consume(call.copy());
        }
    }
}
