package dev.mcpauthfix.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

    static final List<String> STACKS = List.of(
            "java.net.http",
            "webclient",
            "okhttp",
            "ktor",
            "vertx",
            "apache5",
            "apache4",
            "jetty",
            "reactor-netty",
            "httpurlconnection");

    private final String agent;
    private final int rounds;
    private final ProtectedServer server;

    private RequestsBench(String agent, int rounds, ProtectedServer server) {
        this.agent = agent;
        this.rounds = rounds;
        this.server = server;
    }

    /** {@code <agent jar> <rounds> [stack ...]}. */
    public static void main(String[] args) throws Exception {
        List<String> stacks = args.length > 2 ? List.of(args).subList(2, args.length) : STACKS;
        ProtectedServer server = new ProtectedServer();
        RequestsBench bench = new RequestsBench(args[0], Integer.parseInt(args[1]), server);
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
        System.exit(0);
    }

    private String row(String stack, String traffic) throws RunnerException {
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

    private Sample sample(String stack, String traffic, boolean withAgent) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(RequestBenchmark.class.getName())
                .param("stack", stack)
                .param("traffic", traffic)
                // Without the agent there is no token, and nothing is asked for.
                .param("url", withAgent || traffic.equals("plain") ? server.url() : server.url() + "/open")
                .forks(1)
                .warmupIterations(4)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(4)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler("gc")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        if (withAgent) {
            options.jvmArgsAppend("-javaagent:" + agent, "-Dmcp.auth.fix.config=" + server.settings());
        }
        RunResult result = new Runner(options.build()).runSingle();
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return new Sample(result.getPrimaryResult().getScore(), allocated == null ? Double.NaN : allocated.getScore());
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
