package dev.mcpauthfix.bench;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One request after another to a loopback server in another JVM. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RequestBenchmark {

    /** The HTTP stack. */
    @Param("java.net.http")
    public String stack = "";

    /** Traffic that is none of ours, or MCP traffic; both are the same request but for this header. */
    @Param({"plain", "mcp"})
    public String traffic = "";

    /** The server. */
    @Param("")
    public String url = "";

    private URI uri = URI.create("http://127.0.0.1/");
    private String accept = "";
    private Stack client = (nowhere, nothing) -> 0;

    /** Sends once: with the agent, MCP traffic has its token from here on. */
    @Setup
    public void connect() throws Exception {
        uri = URI.create(url);
        accept = traffic.equals("mcp") ? "application/json, text/event-stream" : "application/json, text/plain";
        client = Stack.named(stack);
        request();
    }

    /** One request. */
    @Benchmark
    public int request() throws Exception {
        int status = client.post(uri, accept);
        if (status != 200) {
            throw new IllegalStateException("status " + status);
        }
        return status;
    }
}
