package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.report.Advice;
import dev.mcpauthfix.cli.report.Arm;
import dev.mcpauthfix.cli.report.Bucket;
import dev.mcpauthfix.cli.report.Costs;
import dev.mcpauthfix.cli.report.Count;
import dev.mcpauthfix.cli.report.Effect;
import dev.mcpauthfix.cli.report.Estimate;
import dev.mcpauthfix.cli.report.ExperimentFindings;
import dev.mcpauthfix.cli.report.FailureCount;
import dev.mcpauthfix.cli.report.FalseHeal;
import dev.mcpauthfix.cli.report.Findings;
import dev.mcpauthfix.cli.report.Fleet;
import dev.mcpauthfix.cli.report.GuardrailStop;
import dev.mcpauthfix.cli.report.Input;
import dev.mcpauthfix.cli.report.ObservationFindings;
import dev.mcpauthfix.cli.report.Outcome;
import dev.mcpauthfix.cli.report.Period;
import dev.mcpauthfix.cli.report.RungCount;
import dev.mcpauthfix.cli.report.SampleRatioCheck;
import dev.mcpauthfix.cli.report.SampleRatioCheck.ArmRatio;
import dev.mcpauthfix.cli.report.ServerEffect;
import dev.mcpauthfix.cli.report.ServerFindings;
import dev.mcpauthfix.cli.report.TimeToConnect;
import dev.mcpauthfix.cli.report.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Findings as they come about: two weeks of twenty JVMs and five differently broken servers, and everything that is unlike that. */
final class Samples {

    /** What an attacker would write into an audit file: each of these in every text. */
    static final String HOSTILE = "</title></svg><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;&#x27;"
            + "\u0000\u001b[31m\u202e\u2028\ud800]]><!-- javascript:alert(3) https://evil.test/x.png";

    private static final Instant FROM = Instant.parse("2026-11-12T06:00:14.120Z");
    private static final Instant TO = Instant.parse("2026-11-26T05:58:41.007Z");
    private static final List<String> LIMITS = List.of(
            "Only refused calls are in an audit log: a server that never refused one is not in here.",
            "Who connected after 60 seconds counts as not connected, also where a person was still logging in.",
            "Calls of one JVM are not independent of each other, which is why units and not calls are compared.");

    private Samples() {}

    /** Each by the name of its file. */
    static Map<String, Findings> all() {
        Map<String, Findings> all = new LinkedHashMap<>();
        all.put("experiment", experiment());
        all.put("mismatch", mismatch());
        all.put("no-experiment", noExperiment());
        all.put("observed", observed());
        all.put("one-server", oneServer());
        all.put("sixty-servers", sixtyServers());
        all.put("empty", empty());
        all.put("hostile", hostile());
        return all;
    }

    static Findings experiment() {
        SampleRatioCheck ratio = ratio(48, 52, 0.689, false);
        Outcome strict = new Outcome(
                10,
                new Estimate(0.208, 0.081, 0.402),
                connect(times(10, 320, 1400, 1712), 38),
                0.9,
                times(231, 42, 190, 612));
        Outcome lenient = new Outcome(
                43,
                new Estimate(0.827, 0.644, 0.937),
                connect(times(43, 640, 2300, 4120), 9),
                5.8,
                times(244, 380, 1460, 4120));
        return findings(
                List.of(
                        new ExperimentFindings(
                                "mcp-lenient",
                                "jvm+server",
                                List.of(5000),
                                List.of(new Arm("strict", 48, 20, strict), new Arm("lenient", 52, 20, lenient)),
                                ratio,
                                new Effect(new Estimate(0.619, 0.34, 0.81), true),
                                null,
                                null,
                                effects(),
                                3,
                                List.of(),
                                0,
                                "Lenient connects 83 % of the JVMs to their servers within a minute, strict 21 %: 62 points more, and that is conclusive.")),
                servers());
    }

    static Findings mismatch() {
        return findings(
                List.of(new ExperimentFindings(
                        "mcp-lenient",
                        "jvm+server",
                        List.of(2500, 5000),
                        List.of(new Arm("strict", 74, 20, null), new Arm("lenient", 26, 14, null)),
                        ratio(74, 26, 0.0000016, true),
                        null,
                        "Far fewer units are in lenient than its share asks for, so the arms are not comparable: look for JVMs whose"
                                + " audit files are missing, or that were left out of one arm.",
                        null,
                        List.of(),
                        0,
                        List.of(new GuardrailStop(
                                TO.minusSeconds(86_400), "orders-3", "added wait: p95 of 2,140 ms is above 2,000 ms")),
                        1,
                        "No effect is shown: the arms are not as large as their shares ask for.")),
                servers());
    }

    static Findings noExperiment() {
        return findings(List.of(), servers());
    }

    static Findings observed() {
        List<ServerFindings> servers = new ArrayList<>();
        servers.add(watched("https://mcp.example.com/mcp", "would-heal", null, null, "server-metadata-origin", 41));
        servers.add(watched(
                "https://tickets.internal.example/mcp",
                "needs-login",
                "consent, client id",
                null,
                "resource-metadata-path",
                18));
        servers.add(
                watched("https://search.example.net/api/mcp", "not-oauth", null, "an API key is asked for", null, 9));
        servers.add(watched(
                "https://warehouse.example.org/v2/mcp/transport/",
                "broken",
                null,
                "the metadata names another issuer",
                null,
                4));
        return findings(List.of(), servers);
    }

    static Findings oneServer() {
        return findings(List.of(), List.of(servers().get(0)));
    }

    static Findings sixtyServers() {
        List<ServerFindings> five = servers();
        List<ServerFindings> servers = IntStream.range(0, 60)
                .mapToObj(i -> renamed(
                        five.get(i % 5),
                        "https://team-" + i + ".mcp-gateway.eu-central-1.internal.example.com:8443/v2/tenants/"
                                + "0d9c5a4e-7c1f-4b9a-9f1e-3a7d1c2b5e" + (10 + i)
                                + "/workspaces/production-orders/mcp/transport/streamable"))
                .toList();
        List<ServerEffect> effects = IntStream.range(0, 60)
                .mapToObj(i -> effect(servers.get(i).address(), 9, i % 10, 11, 11 - i % 5, 0.1 * (i % 5) + 0.05))
                .toList();
        ExperimentFindings one = experiment().experiments().get(0);
        return findings(
                List.of(new ExperimentFindings(
                        one.name(),
                        one.unit(),
                        one.shares(),
                        one.arms(),
                        one.sampleRatio(),
                        one.effect(),
                        null,
                        "There are fewer than 5 JVMs in an arm, so this only describes.",
                        effects,
                        0,
                        List.of(),
                        0,
                        one.verdict())),
                servers);
    }

    static Findings empty() {
        return new Findings(
                new Input(
                        List.of("audit.jsonl"),
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        List.of("audit.jsonl.1 cannot be read: permission denied")),
                new Period(null, null),
                new Fleet(0, List.of(), List.of()),
                List.of(),
                List.of(),
                new Costs(0, 0, 0, 0, times(0, 0, 0, 0), 0),
                List.of(),
                List.of(),
                LIMITS.subList(0, 1));
    }

    static Findings hostile() {
        String x = HOSTILE;
        Findings sound = experiment();
        ExperimentFindings one = sound.experiments().get(0);
        ServerFindings server = renamed(servers().get(1), "https://" + x);
        Advice advice = new Advice(Advice.Kind.TELL_THE_OWNER, x, x + "\n" + x);
        return new Findings(
                new Input(List.of(x), 1, 9, 1, 1, 1, 1, 1, List.of(x)),
                sound.period(),
                new Fleet(1, List.of(new Count(x, 1), new Count(x, 2)), List.of(new Count(x, 1))),
                List.of(new ExperimentFindings(
                        x,
                        x,
                        one.shares(),
                        one.arms(),
                        one.sampleRatio(),
                        one.effect(),
                        x,
                        x,
                        List.of(effect(x, 3, 1, 3, 2, 0.3)),
                        1,
                        List.of(new GuardrailStop(TO, x, x)),
                        1,
                        x)),
                List.of(with(server, advice), watched(x, x, x, x, x, 1)),
                sound.costs(),
                List.of(new FailureCount(x, x, 1, 1)),
                List.of(new FalseHeal(x, 1, 1, TO, 401)),
                List.of(x));
    }

    private static Findings findings(List<ExperimentFindings> experiments, List<ServerFindings> servers) {
        boolean healed = servers.stream().anyMatch(server -> server.healed() > 0);
        return new Findings(
                new Input(
                        List.of(
                                "audit/orders-1.jsonl.1",
                                "audit/orders-1.jsonl",
                                "audit/orders-2.jsonl",
                                "audit/payments-1.jsonl",
                                "audit/payments-2.jsonl"),
                        3_412_900,
                        11_204,
                        12,
                        3,
                        2,
                        0,
                        7,
                        List.of()),
                new Period(FROM, TO),
                new Fleet(
                        20,
                        List.of(new Count("0.1.0", 11_187)),
                        List.of(new Count("5be0c7a1d2f3", 9_001), new Count("91aa04d7be20", 2_186))),
                experiments,
                servers,
                new Costs(475, 344, 0.72, 1.02, times(475, 160, 1210, 4120), healed ? 0 : 1),
                List.of(
                        new FailureCount("not-oauth", "the server asks for something other than OAuth", 61, 1),
                        new FailureCount("invalid-metadata", "its metadata contradicts itself", 24, 1),
                        new FailureCount("needs-person", "somebody has to log in once", 11, 2),
                        new FailureCount("unreachable", "its authorization server does not answer", 3, 1)),
                healed
                        ? List.of(
                                new FalseHeal("https://tickets.internal.example/mcp", 2, 4, TO.minusSeconds(7200), 403))
                        : List.of(),
                LIMITS);
    }

    private static List<ServerFindings> servers() {
        return List.of(
                server(
                        "https://mcp.example.com/mcp",
                        182,
                        171,
                        List.of(new RungCount("server-metadata-origin", 171, 20, false)),
                        0,
                        advice(
                                Advice.Kind.HEAL,
                                "Its authorization server is found at its own origin only, as MCP 2025-03-26 had it; strict clients do not look there.",
                                "mcp.example.com")),
                server(
                        "https://tickets.internal.example/mcp",
                        121,
                        104,
                        List.of(
                                new RungCount("resource-metadata-path", 98, 12, false),
                                new RungCount("resource-metadata-root", 6, 2, false)),
                        0,
                        advice(
                                Advice.Kind.HEAL,
                                "It has protected resource metadata but does not say so in its refusals.",
                                "tickets.internal.example")),
                server(
                        "https://crm.example.org/mcp",
                        87,
                        87,
                        List.of(new RungCount("hint", 52, 9, true), new RungCount("default-endpoints", 35, 6, false)),
                        52,
                        new Advice(
                                Advice.Kind.RETIRE,
                                "Since 20 November its refusals carry the hint, and all calls since were healed by it: a strict client needs no agent here.",
                                null)),
                server(
                        "https://search.example.net/api/mcp",
                        61,
                        0,
                        List.of(),
                        0,
                        new Advice(Advice.Kind.LEAVE_ALONE, "It asks for an API key, not for OAuth.", null)),
                server(
                        "https://warehouse.example.org/v2/mcp/transport/",
                        24,
                        0,
                        List.of(new RungCount("resource-metadata-root", 0, 24, false)),
                        0,
                        new Advice(
                                Advice.Kind.TELL_THE_OWNER,
                                "Its protected resource metadata names another resource, so no client may trust it.",
                                """
                        Subject: OAuth metadata of https://warehouse.example.org/v2/mcp/transport/

                        The protected resource metadata at
                        https://warehouse.example.org/.well-known/oauth-protected-resource
                        says "resource": "https://warehouse.example.org/mcp". RFC 9728, section 3.3, wants the address
                        of the MCP server itself there, and clients must not use the document otherwise.

                        Please set it to "https://warehouse.example.org/v2/mcp/transport/".""")));
    }

    private static Advice advice(Advice.Kind kind, String why, String host) {
        return new Advice(kind, why, """
                Subject: 401 responses of https://%1$s/mcp lack the pointer to the OAuth metadata

                A call without a token is answered with 401 and a WWW-Authenticate header without resource_metadata.
                RFC 9728, section 5.1, and the MCP specification want it there; strict clients cannot log in without.

                Please add it:
                WWW-Authenticate: Bearer resource_metadata="https://%1$s/.well-known/oauth-protected-resource/mcp\"""".formatted(host));
    }

    private static List<ServerEffect> effects() {
        return List.of(
                effect("https://mcp.example.com/mcp", 10, 0, 10, 10, 0.36),
                effect("https://tickets.internal.example/mcp", 9, 0, 11, 10, 0.38),
                effect("https://crm.example.org/mcp", 11, 10, 9, 9, 0.42),
                effect("https://search.example.net/api/mcp", 8, 0, 12, 0, 0.37),
                new ServerEffect("https://warehouse.example.org/v2/mcp/transport/", 1, 0, 10, 0, null));
    }

    private static ServerEffect effect(
            String server, long strict, long strictGood, long lenient, long lenientGood, double half) {
        double difference = (double) lenientGood / lenient - (double) strictGood / strict;
        return new ServerEffect(
                server,
                strict,
                strictGood,
                lenient,
                lenientGood,
                new Estimate(difference, Math.max(-1, difference - half), Math.min(1, difference + half)));
    }

    private static SampleRatioCheck ratio(long strict, long lenient, double p, boolean mismatch) {
        double half = (strict + lenient) / 2.0;
        return new SampleRatioCheck(
                List.of(new ArmRatio("strict", strict, half), new ArmRatio("lenient", lenient, half)), p, mismatch);
    }

    private static TimeToConnect connect(Times times, long censored) {
        double healed = (double) times.count() / Math.max(1, times.count() + censored);
        return new TimeToConnect(
                times, censored, healed >= 0.5 ? times.medianMs() : null, healed >= 0.95 ? times.p95Ms() : null);
    }

    /** A histogram with its mode at the median. */
    private static Times times(long count, long median, long p95, long max) {
        if (count == 0) {
            return new Times(0, null, null, null, List.of());
        }
        List<Bucket> buckets = new ArrayList<>();
        for (long from = 16; from <= max; from *= 2) {
            double doublings = Math.abs(Math.log((double) from * 1.4 / median) / Math.log(2));
            long here = Math.round(count * 0.4 * Math.exp(-doublings * doublings / 3));
            if (here > 0 || !buckets.isEmpty()) {
                buckets.add(new Bucket(from, from * 2, here));
            }
        }
        return new Times(count, median, p95, max, buckets);
    }

    private static ServerFindings server(
            String address, long refused, long healed, List<RungCount> rungs, long strictEnough, Advice advice) {
        return new ServerFindings(
                address,
                20,
                refused,
                healed,
                refused - healed,
                0,
                0,
                0,
                rungs,
                strictEnough,
                strictEnough > 0,
                strictEnough > 0,
                null,
                6 * healed / 5,
                times(refused, 160, 900, 1800),
                List.of(),
                advice);
    }

    private static ServerFindings watched(
            String address,
            String verdict,
            @Nullable String missing,
            @Nullable String reason,
            @Nullable String rung,
            long calls) {
        return new ServerFindings(
                address,
                20,
                calls,
                0,
                0,
                calls,
                0,
                0,
                rung == null ? List.of() : List.of(new RungCount(rung, 0, calls, false)),
                0,
                false,
                false,
                new ObservationFindings(verdict, missing, reason, List.of(new Count(verdict, calls))),
                2 * calls,
                times(calls, 3, 9, 31),
                List.of(),
                new Advice(Advice.Kind.WAIT, "The agent only looked on here.", null));
    }

    private static ServerFindings renamed(ServerFindings server, String address) {
        return new ServerFindings(
                address,
                server.jvms(),
                server.refused(),
                server.healed(),
                server.givenBack(),
                server.observed(),
                server.repaired(),
                server.falseHeals(),
                server.rungs(),
                server.strictEnough(),
                server.hintSeen(),
                server.hintIsLatest(),
                server.observation(),
                server.requests(),
                server.addedWait(),
                server.failures(),
                server.advice());
    }

    private static ServerFindings with(ServerFindings server, Advice advice) {
        return new ServerFindings(
                server.address(),
                server.jvms(),
                server.refused(),
                server.healed(),
                server.givenBack(),
                server.observed(),
                server.repaired(),
                server.falseHeals(),
                server.rungs(),
                server.strictEnough(),
                server.hintSeen(),
                server.hintIsLatest(),
                server.observation(),
                server.requests(),
                server.addedWait(),
                server.failures(),
                advice);
    }
}
