package dev.mcpauthfix.cli.report.statistics;

import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** An experiment in which units arrive by chance, day after day, and somebody looks at the counts every evening. */
final class SimulatedExperiment {

    static final int DAYS = 30;

    private final SplittableRandom random;
    private final double secondShare;
    private final int unitsADay;

    private int day;
    private double sum1;
    private long n1;
    private double sum2;
    private long n2;

    SimulatedExperiment(SplittableRandom random, double secondShare, int unitsADay) {
        this.random = random;
        this.secondShare = secondShare;
        this.unitsADay = unitsADay;
    }

    /** The first day on whose evening {@code found} holds, of at most {@link #DAYS}; 0 where it never does. */
    int firstDay(
            ToDoubleFunction<SplittableRandom> first,
            ToDoubleFunction<SplittableRandom> second,
            Predicate<SimulatedExperiment> found) {
        while (day < DAYS) {
            pass(first, second);
            if (found.test(this)) {
                return day;
            }
        }
        return 0;
    }

    /** Lets a day pass on which anything from no unit to twice the usual number arrives. */
    void pass(ToDoubleFunction<SplittableRandom> first, ToDoubleFunction<SplittableRandom> second) {
        day++;
        int arriving = random.nextInt(2 * unitsADay + 1);
        for (int unit = 0; unit < arriving; unit++) {
            if (random.nextDouble() < secondShare) {
                sum2 += second.applyAsDouble(random);
                n2++;
            } else {
                sum1 += first.applyAsDouble(random);
                n1++;
            }
        }
    }

    int day() {
        return day;
    }

    long[] units() {
        return new long[] {n1, n2};
    }

    /** What the report shows: the two arms differ. */
    boolean reportsAnEffect() {
        return !Means.difference(sum1, n1, sum2, n2, 0.05).contains(0);
    }

    /** What the interval claims: the true difference is in it. */
    boolean misses(double difference) {
        return !Means.difference(sum1, n1, sum2, n2, 0.05).contains(difference);
    }

    /** What a test made for one look at a planned number of units would say: z above 1.96. */
    boolean zTestFindsAnEffect() {
        double pooled = (sum1 + sum2) / (double) (n1 + n2);
        double deviation = Math.sqrt(pooled * (1 - pooled) * (1.0 / (double) n1 + 1.0 / (double) n2));
        return n1 > 0 && n2 > 0 && Math.abs(sum2 / (double) n2 - sum1 / (double) n1) > 1.959964 * deviation;
    }

    /** A unit that connects with the probability {@code rate}. */
    static ToDoubleFunction<SplittableRandom> connects(double rate) {
        return random -> random.nextDouble() < rate ? 1 : 0;
    }

    /** A JVM of one to ten servers, each of which connects with a probability that is the JVM's own, {@code rate} on average. */
    static ToDoubleFunction<SplittableRandom> connectsInPart(double rate) {
        return random -> {
            double ofThisJvm =
                    Math.min(1, Math.max(0, rate + 0.5 * Math.min(rate, 1 - rate) * (2 * random.nextDouble() - 1)));
            int servers = 1 + random.nextInt(10);
            int connected = 0;
            for (int server = 0; server < servers; server++) {
                connected += random.nextDouble() < ofThisJvm ? 1 : 0;
            }
            return (double) connected / servers;
        };
    }
}
