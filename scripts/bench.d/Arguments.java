import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The command line.
 *
 * @param json where to write every measurement, null for nowhere
 */
record Arguments(String benchmark, int runs, Path agent, boolean check, boolean help, Path json) {

    private static final Map<String, Integer> DEFAULT_RUNS = Map.of("startup", 41, "request", 21, "steady", 5);

    static Arguments parse(String[] args, int from, Path defaultAgent) {
        String benchmark = null;
        int runs = 0;
        Path agent = defaultAgent;
        boolean check = false;
        Path json = null;
        for (int i = from; i < args.length; i++) {
            switch (args[i]) {
                case "-h", "--help" -> {
                    return new Arguments("", 0, agent, false, true, null);
                }
                case "--check" -> check = true;
                case "--runs" -> runs = Integer.parseInt(value(args, ++i));
                case "--agent" -> agent = Path.of(value(args, ++i));
                case "--json" -> json = Path.of(value(args, ++i));
                default -> benchmark = args[i];
            }
        }
        if (benchmark == null || !DEFAULT_RUNS.containsKey(benchmark)) {
            throw new IllegalArgumentException(
                    benchmark == null ? "which benchmark?" : "there is no benchmark or option " + benchmark);
        }
        if (!Files.exists(agent)) {
            throw new IllegalArgumentException(agent + " is missing. Build it first: ./mvnw verify");
        }
        return new Arguments(benchmark, runs > 0 ? runs : DEFAULT_RUNS.get(benchmark), agent, check, false, json);
    }

    private static String value(String[] args, int i) {
        if (i == args.length) {
            throw new IllegalArgumentException(args[i - 1] + " needs a value");
        }
        return args[i];
    }
}
