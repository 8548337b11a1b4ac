import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Measures the agent's cost in CPU time, in pairs of JVMs whose order is random, and compares it with the project's bars. */
final class Bench {

    private static final String HELP =
            """
            Usage: scripts/bench startup|request|steady|requests|hooks [option ...]

              startup  a JVM that loads no HTTP client: the agent against an agent with an empty premain
                       bar: ratio <= 1.10, and not one line printed
              request  a JVM that sends one GET by java.net.http: the agent against the empty agent
                       bar: difference <= 70 ms, and nothing on standard output
              steady   100,000 GETs after 20,000 to warm up: the agent against no agent
                       bar: ratio <= 1.02
              requests [STACK ...]
                       JMH: one request on every HTTP stack, traffic that is not MCP and MCP traffic that has a token, time and
                       allocation, without and with the agent in turns; --runs N rounds (default: 5)
              hooks [STACK ...]
                       JMH: only the woven code of a request that is not MCP traffic, on every HTTP stack; --runs N forks (default: 2)
                       bar: < 1 microsecond, and no allocation beyond the argument arrays

              --runs N      pairs to measure (default: 41, 21 and 5)
              --jdk HOME    the JDK to measure (default: JAVA_HOME, or that of the javac on the PATH)
              --agent JAR   the agent (default: agent/dist/target/mcp-auth-fix.jar)
              --check       exit with 1 when the bar is missed
              --json FILE   also write every measurement to FILE

            Judged is the median over the pairs of user and system CPU time: wall time says little on a shared machine.
            """;

    private static final int WARM_UP_REQUESTS = 20_000;
    private static final int STEADY_REQUESTS = 100_000;
    private static final int BATCH = 2_000;

    private final Random random = new Random();
    private final Jvm jvm;
    private final List<String> emptyAgent;
    private final List<String> agent;

    private Bench(Jvm jvm, Path emptyAgentJar, Path agentJar) {
        this.jvm = jvm;
        this.emptyAgent = List.of("-javaagent:" + emptyAgentJar);
        this.agent = List.of("-javaagent:" + agentJar);
    }

    public static void main(String[] args) throws Exception {
        Arguments arguments;
        try {
            arguments = Arguments.parse(args, 3, Path.of(args[2]));
        } catch (IllegalArgumentException wrongUsage) {
            System.err.println("bench: " + wrongUsage.getMessage() + "\n\n" + HELP);
            System.exit(2);
            return;
        }
        if (arguments.help()) {
            System.out.print(HELP);
            return;
        }
        Path jdk = Path.of(args[0]);
        Path work = Path.of(args[1]);
        Bench bench = new Bench(new Jvm(jdk, work), work.resolve("empty-agent.jar"), arguments.agent());
        System.out.println(arguments.benchmark() + ": " + arguments.runs() + " pairs on " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors");
        boolean met = bench.run(arguments);
        System.exit(met || !arguments.check() ? 0 : 1);
    }

    private boolean run(Arguments arguments) throws IOException, InterruptedException {
        return switch (arguments.benchmark()) {
            case "startup" -> judge(arguments, pairs(arguments.runs(), "Hello", List.of()), 1.10);
            case "request" -> judge(arguments, requestPairs(arguments.runs()), 70);
            default -> judge(arguments, steadyPairs(arguments.runs()), 1.02);
        };
    }

    private Pairs requestPairs(int runs) throws IOException, InterruptedException {
        try (Jvm.Conversation server = jvm.converse(List.of(), "LoopbackServer", List.of())) {
            return pairs(runs, "OneRequest", List.of(server.hear()));
        }
    }

    private Pairs pairs(int runs, String main, List<String> arguments) throws IOException, InterruptedException {
        Pairs pairs = new Pairs("empty");
        // The pair before the first is not counted: it reads files that the others find in memory.
        for (int run = 0; run <= runs; run++) {
            boolean agentFirst = random.nextBoolean();
            double first = jvm.cpuMillis(agentFirst ? agent : emptyAgent, main, arguments);
            double second = jvm.cpuMillis(agentFirst ? emptyAgent : agent, main, arguments);
            if (run > 0) {
                pairs.add(agentFirst ? second : first, agentFirst ? first : second);
            }
        }
        return pairs;
    }

    private Pairs steadyPairs(int runs) throws IOException {
        Pairs pairs = new Pairs("none");
        try (Jvm.Conversation server = jvm.converse(List.of(), "LoopbackServer", List.of())) {
            String url = server.hear();
            for (int run = 0; run < runs; run++) {
                addSteadyPair(pairs, url);
            }
        }
        return pairs;
    }

    /** Both JVMs live side by side and work in turns, so that a busy moment of the machine meets both. */
    private void addSteadyPair(Pairs pairs, String url) throws IOException {
        try (Jvm.Conversation without = jvm.converse(List.of(), "ManyRequests", List.of(url));
                Jvm.Conversation with = jvm.converse(agent, "ManyRequests", List.of(url))) {
            for (int sent = 0; sent < WARM_UP_REQUESTS; sent += BATCH) {
                batch(without);
                batch(with);
            }
            double millisWithout = 0;
            double millisWith = 0;
            for (int sent = 0; sent < STEADY_REQUESTS; sent += BATCH) {
                boolean withFirst = random.nextBoolean();
                double first = batch(withFirst ? with : without);
                double second = batch(withFirst ? without : with);
                millisWith += withFirst ? first : second;
                millisWithout += withFirst ? second : first;
            }
            pairs.add(millisWithout, millisWith);
        }
    }

    private static double batch(Jvm.Conversation client) throws IOException {
        return Long.parseLong(client.ask(Integer.toString(BATCH))) / 1e6;
    }

    private static boolean judge(Arguments arguments, Pairs pairs, double bar) throws IOException {
        boolean byDifference = arguments.benchmark().equals("request");
        double measured = Pairs.median(byDifference ? pairs.differences() : pairs.ratios());
        boolean met = measured <= bar;
        pairs.print();
        System.out.println((met ? "ok: " : "MISSED: ")
                + (byDifference
                        ? Pairs.number("median difference %.1f ms", measured) + Pairs.number(", bar %.0f ms", bar)
                        : Pairs.number("median ratio %.3f", measured) + Pairs.number(", bar %.2f", bar)));
        if (arguments.json() != null) {
            Files.writeString(
                    arguments.json(),
                    "{\"benchmark\": \"" + arguments.benchmark() + "\", \"java\": \"" + Runtime.version() + "\", "
                            + pairs.toJson() + ", \"bar\": " + bar + ", \"met\": " + met + "}\n");
        }
        return met;
    }
}
