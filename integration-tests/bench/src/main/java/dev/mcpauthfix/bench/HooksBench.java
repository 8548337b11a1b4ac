package dev.mcpauthfix.bench;

import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** {@code scripts/bench hooks}: what the woven code of a request that is not MCP traffic costs by itself, on every HTTP stack. */
public final class HooksBench {

    private static final double BAR_NANOS = 1000;

    private HooksBench() {}

    /** {@code <agent jar> <forks> [stack ...]}. */
    public static void main(String[] args) throws Exception {
        List<String> stacks = args.length > 2 ? List.of(args).subList(2, args.length) : RequestsBench.STACKS;
        ProtectedServer server = new ProtectedServer();
        int forks = Integer.parseInt(args[1]);
        System.out.printf(
                Locale.ROOT,
                "hooks: %d forks on %s, %d processors; a JSON POST that is not MCP traffic%n%n",
                forks,
                Runtime.version(),
                Runtime.getRuntime().availableProcessors());
        System.out.println(
                "| stack | an MCP server healed before | ns a request (99.9 % interval) | allocated, B | of that arrays, B | bar |");
        System.out.println("|---|---|---|---|---|---|");
        boolean met = true;
        for (String stack : stacks) {
            for (boolean healedBefore : new boolean[] {false, true}) {
                met &= row(args[0], forks, server, stack, healedBefore);
            }
        }
        System.exit(met ? 0 : 1);
    }

    private static boolean row(String agent, int forks, ProtectedServer server, String stack, boolean healedBefore)
            throws RunnerException {
        RunResult request = run(agent, forks, server, stack, healedBefore, "request");
        RunResult arrays = run(agent, forks, server, stack, healedBefore, "arrays");
        Result<?> time = request.getPrimaryResult();
        double allocated = allocated(request);
        double ofArrays = allocated(arrays);
        // Half a byte: the profiler divides what all threads allocated by the number of requests.
        boolean met = time.getScore() + time.getScoreError() < BAR_NANOS && allocated < ofArrays + 0.5;
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.0f ± %.0f | %.1f | %.1f | %s |%n",
                stack,
                healedBefore ? "yes" : "no",
                time.getScore(),
                time.getScoreError(),
                allocated,
                ofArrays,
                met ? "met" : "MISSED");
        return met;
    }

    private static double allocated(RunResult result) {
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return allocated == null ? Double.NaN : allocated.getScore();
    }

    private static RunResult run(
            String agent, int forks, ProtectedServer server, String stack, boolean healedBefore, String benchmark)
            throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(HookBenchmark.class.getName() + "." + benchmark + "$")
                        .param("stack", stack)
                        .param("url", server.url())
                        .param("healedBefore", Boolean.toString(healedBefore))
                        .forks(forks)
                        .warmupIterations(4)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(10)
                        .measurementTime(TimeValue.milliseconds(300))
                        .addProfiler("gc")
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .jvmArgsAppend(
                                "-javaagent:" + agent,
                                "-Dmcp.auth.fix.config=" + server.settings(),
                                "--add-opens=java.base/java.lang=ALL-UNNAMED")
                        .build())
                .runSingle();
    }
}
