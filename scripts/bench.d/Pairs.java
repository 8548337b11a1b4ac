import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Measurements taken in pairs, one right beside the other: on a shared machine only the comparison within a pair means
 * anything, and the median of many.
 */
final class Pairs {

    private final String baselineName;
    private final List<Double> baseline = new ArrayList<>();
    private final List<Double> agent = new ArrayList<>();

    Pairs(String baselineName) {
        this.baselineName = baselineName;
    }

    void add(double baselineMillis, double agentMillis) {
        baseline.add(baselineMillis);
        agent.add(agentMillis);
    }

    List<Double> ratios() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < agent.size(); i++) {
            ratios.add(agent.get(i) / baseline.get(i));
        }
        return ratios;
    }

    List<Double> differences() {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < agent.size(); i++) {
            differences.add(agent.get(i) - baseline.get(i));
        }
        return differences;
    }

    void print() {
        System.out.printf("%-12s %9s %9s %9s%n", "", "min", "median", "max");
        printRow(baselineName + " ms", baseline, "%.1f");
        printRow("agent ms", agent, "%.1f");
        printRow("difference", differences(), "%.1f");
        printRow("ratio", ratios(), "%.3f");
    }

    private static void printRow(String name, List<Double> values, String format) {
        System.out.printf(
                "%-12s %9s %9s %9s%n",
                name,
                number(format, Collections.min(values)),
                number(format, median(values)),
                number(format, Collections.max(values)));
    }

    String toJson() {
        return "\"baseline\": \"" + baselineName + "\", \"baselineCpuMillis\": " + list(baseline) + ", \"agentCpuMillis\": "
                + list(agent) + ", \"medianDifferenceMillis\": " + number("%.3f", median(differences()))
                + ", \"medianRatio\": " + number("%.4f", median(ratios()));
    }

    private static String list(List<Double> values) {
        List<String> texts = new ArrayList<>();
        for (double value : values) {
            texts.add(number("%.3f", value));
        }
        return "[" + String.join(", ", texts) + "]";
    }

    static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
