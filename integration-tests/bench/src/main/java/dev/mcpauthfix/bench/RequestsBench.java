package dev.mcpauthfix.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * {@code scripts/bench requests}: JMH forks without and with the agent in turns, round by round, so that a busy moment of the machine
 * meets both; what counts is the difference within a round.
 */
public final class RequestsBench {

    private static final List<String> STACKS = List.of(
            "java.net.http",
            "webclient",
            "okhttp",
            "ktor",
            "vertx",
            "apache5",
            "apache4",
            "jetty",
            "httpurlconnection");

    private final String agent;
    private final int rounds;
    private final Path work;
    private final String url;

    private RequestsBench(String agent, int rounds, Path work, String url) {
        this.agent = agent;
        this.rounds = rounds;
        this.work = work;
        this.url = url;
    }

    /** {@code <agent jar> <rounds> [stack ...]}. */
    public static void main(String[] args) throws Exception {
        List<String> stacks = args.length > 2 ? List.of(args).subList(2, args.length) : STACKS;
        HttpServer server = serve();
        Path work = Files.createTempDirectory("bench");
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/mcp";
        RequestsBench bench = new RequestsBench(args[0], Integer.parseInt(args[1]), work, url);
        System.out.printf(
                Locale.ROOT,
                "requests: %d rounds on %s, %d processors; each round is a JVM without and one with the agent, in turns%n%n",
                bench.rounds,
                Runtime.version(),
                Runtime.getRuntime().availableProcessors());
        System.out.println("| stack | traffic | without, µs | with, µs | difference, µs (95 % interval) | ratio | "
                + "allocated without, B | with, B |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (String stack : stacks) {
            for (String traffic : List.of("plain", "mcp")) {
                System.out.println(bench.row(stack, traffic));
            }
        }
        server.stop(0);
        System.exit(0);
    }

    private String row(String stack, String traffic) throws RunnerException, IOException {
        List<Sample> without = new ArrayList<>();
        List<Sample> with = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            boolean agentFirst = round % 2 == 1;
            (agentFirst ? with : without).add(sample(stack, traffic, agentFirst));
            (agentFirst ? without : with).add(sample(stack, traffic, !agentFirst));
        }
        double[] differences = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            differences[i] = with.get(i).micros() - without.get(i).micros();
        }
        double before = mean(without.stream().mapToDouble(Sample::micros).toArray());
        double after = mean(with.stream().mapToDouble(Sample::micros).toArray());
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %+.1f ± %.1f | %.3f | %.0f | %.0f |",
                stack,
                traffic.equals("mcp") ? "MCP, with a token" : "not MCP",
                before,
                after,
                mean(differences),
                halfInterval(differences),
                after / before,
                mean(without.stream().mapToDouble(Sample::bytes).toArray()),
                mean(with.stream().mapToDouble(Sample::bytes).toArray()));
    }

    /** What one fork measured for a request. */
    private record Sample(double micros, double bytes) {}

    private Sample sample(String stack, String traffic, boolean withAgent) throws RunnerException, IOException {
        Path token = work.resolve("token");
        Files.writeString(token, "a-token");
        Path settings = work.resolve("settings.conf");
        Files.writeString(
                settings, "grant=token\ntoken.file=" + token + "\nclient.resource=" + url + "\nvault=memory\n");
        OptionsBuilder options = new OptionsBuilder();
        options.include(RequestBenchmark.class.getName())
                .param("stack", stack)
                .param("traffic", traffic)
                // Without the agent there is no token, and nothing is asked for.
                .param("url", withAgent || traffic.equals("plain") ? url : url + "/open")
                .forks(1)
                .warmupIterations(4)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(4)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler("gc")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        if (withAgent) {
            options.jvmArgsAppend("-javaagent:" + agent, "-Dmcp.auth.fix.config=" + settings);
        }
        RunResult result = new Runner(options.build()).runSingle();
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return new Sample(result.getPrimaryResult().getScore(), allocated == null ? Double.NaN : allocated.getScore());
    }

    /** Wants a token for MCP traffic, but for the path that is open; answers everything else. */
    private static HttpServer serve() throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        byte[] answer = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}".getBytes(StandardCharsets.UTF_8);
        server.createContext("/mcp", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String accept = exchange.getRequestHeaders().getFirst("Accept");
            boolean open = accept == null
                    || !accept.contains("event-stream")
                    || exchange.getRequestURI().getPath().endsWith("/open");
            boolean admitted =
                    open || "Bearer a-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            if (!admitted) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            }
            exchange.sendResponseHeaders(admitted ? 200 : 401, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        return server;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** Half of the 95 % interval of a mean, by Student's distribution. */
    private static double halfInterval(double[] values) {
        int n = values.length;
        if (n < 2) {
            return Double.NaN;
        }
        double mean = mean(values);
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        double[] t = {12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26};
        return (n - 2 < t.length ? t[n - 2] : 1.96) * Math.sqrt(squares / (n - 1)) / Math.sqrt(n);
    }
}
