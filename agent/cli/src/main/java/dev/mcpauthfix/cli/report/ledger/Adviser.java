package dev.mcpauthfix.cli.report.ledger;

import dev.mcpauthfix.cli.report.Advice;
import dev.mcpauthfix.cli.report.Advice.Kind;
import dev.mcpauthfix.cli.report.ObservationFindings;

/** What to do about a server. What was done comes before what was only seen, and what was seen before what failed. */
final class Adviser {

    private Adviser() {}

    static Advice advise(ServerEvidence server) {
        if (server.hintIsLatest() && "hint".equals(server.rung()) && !"broken".equals(server.verdict())) {
            return new Advice(
                    Kind.RETIRE,
                    "Its challenge names the metadata now, and that is how it is found: clients get on without the agent.",
                    null);
        }
        if (server.healed() > 0) {
            return heals(server, "It is healed, last by " + server.healedBy() + ".");
        }
        if (server.repaired() > 0) {
            return new Advice(
                    Kind.REPAIR,
                    "The application does its own OAuth and only lacks the hint, which the agent adds.",
                    server.hintIsLatest() ? null : OwnersText.noHint(server));
        }
        if (server.falseHeals() > 0) {
            return new Advice(
                    Kind.TELL_THE_OWNER,
                    "It refuses calls with a token of its own authorization server too (status " + server.falseStatus()
                            + ").",
                    OwnersText.tokenRefused(server));
        }
        return server.observation() == null ? afterFailure(server) : afterObservation(server, server.observation());
    }

    private static Advice afterObservation(ServerEvidence server, ObservationFindings observation) {
        return switch (observation.verdict()) {
            case "would-heal" -> heals(server, "Nothing is lacking to heal it" + byRung(server) + ".");
            case "needs-login" ->
                heals(
                        server,
                        "It can be healed" + byRung(server) + " as soon as there is: "
                                + (observation.missing() == null ? "a login" : observation.missing()) + ".");
            case "not-oauth" -> leave();
            case "broken" -> broken(server);
            case "unreachable" -> waits("Its metadata could not be reached: that may be the network of these JVMs.");
            case "no-hint" -> waits("It gives no hint, and discovery is strict: discovery=lenient finds out more.");
            default -> waits("Its verdict is one that this version does not know.");
        };
    }

    private static Advice afterFailure(ServerEvidence server) {
        return switch (server.failure()) {
            case "not-oauth" -> leave();
            case "invalid-metadata" -> broken(server);
            case "token-refused" ->
                new Advice(
                        Kind.TELL_THE_OWNER,
                        "It refuses tokens of its own authorization server.",
                        OwnersText.tokenRefused(server));
            case "unreachable" ->
                server.hintIsLatest()
                        ? broken(server)
                        : waits(
                                "Its authorization server could not be reached: that may be the network of these JVMs.");
            case "authorization-server" ->
                waits("Its authorization server answered with errors: look at their reasons in the audit log.");
            case "needs-client" -> heals(server, "It can be healed as soon as there is a client identifier for it.");
            case "needs-person" -> heals(server, "It can be healed as soon as somebody has logged in.");
            case "budget" -> waits("A bound of the settings was reached before it was healed.");
            case "unprotected" -> broken(server);
            default ->
                server.hintIsLatest()
                        ? waits("It names its metadata; the lines do not say whether that leads anywhere.")
                        : waits("It was refused, and the lines do not say more: mode=observe finds out.");
        };
    }

    private static Advice heals(ServerEvidence server, String why) {
        if (server.hintIsLatest()) {
            return "hint".equals(server.rung()) || server.rung() == null || Rungs.isStrict(server.rung())
                    ? new Advice(Kind.HEAL, why, null)
                    : new Advice(Kind.HEAL, why + " Its own hint leads nowhere.", OwnersText.deadHint(server));
        }
        return new Advice(Kind.HEAL, why, OwnersText.noHint(server));
    }

    private static Advice broken(ServerEvidence server) {
        return new Advice(
                Kind.TELL_THE_OWNER,
                server.hintIsLatest()
                        ? "Its hint leads to nothing that can be used."
                        : "Its metadata is wrong, and nobody else can mend that.",
                server.hintIsLatest() ? OwnersText.deadHint(server) : OwnersText.broken(server));
    }

    private static Advice leave() {
        return new Advice(
                Kind.LEAVE_ALONE,
                "It wants something other than OAuth, an API key say: give it to the application.",
                null);
    }

    private static Advice waits(String why) {
        return new Advice(Kind.WAIT, why, null);
    }

    private static String byRung(ServerEvidence server) {
        return server.observedRung() == null ? "" : " by " + server.observedRung();
    }
}
