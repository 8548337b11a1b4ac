package dev.mcpauthfix.runtime.control;

import dev.mcpauthfix.runtime.evidence.Occurrence;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happened at one MCP server since the agent came. Guarded by its {@link Tally}. */
public final class ServerCount {

    /** Requests of the application with credentials of its own, after which it is taken to handle the matter itself. */
    private static final long ENOUGH_OF_ITS_OWN = 3;

    /**
     * The counts at one moment.
     *
     * @param address the MCP server's address without query
     * @param challenges how many calls were refused for want of a token
     * @param healed how many of them were answered without an error when they were sent again
     * @param givenBack how many got their own refusal back
     * @param observed how many were left alone because of the mode
     * @param repaired how many were given to the application with the hint that they lacked
     * @param tokens how many tokens were obtained or refreshed
     * @param requests how many requests the agent itself sent
     * @param addedMillis how long all calls together waited for it
     * @param rung the rung by which the authorization server was found, null for none
     * @param verdict what would have become of a call that was only observed, null where that was not found out
     * @param variant what an experiment gives it, null for nothing
     * @param firstRefused when the first call was refused, null for never
     * @param firstHealed when the first call was healed, null for never
     * @param latest one line about what happened last
     * @param retire why the agent is not needed here any more, null where it is
     */
    public record Snapshot(
            String address,
            long challenges,
            long healed,
            long givenBack,
            long observed,
            long repaired,
            long tokens,
            long requests,
            long addedMillis,
            @Nullable String rung,
            @Nullable String verdict,
            @Nullable String variant,
            @Nullable Instant firstRefused,
            @Nullable Instant firstHealed,
            String latest,
            @Nullable String retire) {}

    private final String address;
    private final String host;
    private long challenges;
    private long healed;
    private long givenBack;
    private long observed;
    private long repaired;
    private long tokens;
    private long requests;
    private long addedMillis;
    private long ofItsOwn;
    private boolean hint;
    private boolean hadToken;
    private @Nullable String rung;
    private @Nullable String verdict;
    private Occurrence.@Nullable Exposure exposure;
    private @Nullable Instant firstRefused;
    private @Nullable Instant firstHealed;
    private String latest = "";

    ServerCount(String address) {
        this.address = address;
        String name = URI.create(address).getHost();
        this.host = name == null ? "" : name.toLowerCase(Locale.ROOT);
    }

    /** The host in lower case, empty for none. */
    String host() {
        return host;
    }

    /** Whether the agent ever had a token for it. */
    boolean hadToken() {
        return hadToken;
    }

    void take(Occurrence occurrence) {
        switch (occurrence.kind()) {
            case CHALLENGE -> challenged(occurrence);
            case RETRY -> retried(occurrence);
            case TOKEN -> {
                if (occurrence.decision().equals("obtained")) {
                    tokens++;
                    hadToken = true;
                }
                requests += occurrence.requests();
            }
            case OBSERVATION -> {
                requests += occurrence.requests();
                verdict = occurrence.decision();
            }
            case DISCOVERY, REGISTRATION, METADATA, FAULT, EXPERIMENT, AGENT -> {}
        }
        if (occurrence.exposure() != null) {
            exposure = occurrence.exposure();
        }
        if (occurrence.rung() != null) {
            rung = occurrence.rung();
        }
        if (!occurrence.reason().isEmpty() && occurrence.kind() != Occurrence.Kind.OBSERVATION) {
            latest = occurrence.reason();
        }
    }

    private void challenged(Occurrence occurrence) {
        challenges++;
        hint = occurrence.hint();
        ofItsOwn = 0;
        addedMillis += occurrence.took().toMillis();
        if (firstRefused == null) {
            firstRefused = occurrence.time();
        }
        switch (occurrence.decision()) {
            case "pass-through" -> givenBack++;
            case "observe" -> observed++;
            case "repair" -> repaired++;
            case "retry" -> hadToken = true;
            default -> {}
        }
    }

    private void retried(Occurrence occurrence) {
        latest = "sent again with a token and answered " + occurrence.statusAfter();
        if (occurrence.decision().equals("healed")) {
            healed++;
            if (firstHealed == null) {
                firstHealed = occurrence.time();
            }
        }
    }

    /** Answers whether the agent has become dispensable by it. */
    boolean sawOwnCredentials() {
        return ++ofItsOwn == ENOUGH_OF_ITS_OWN;
    }

    Snapshot snapshot() {
        return new Snapshot(
                address,
                challenges,
                healed,
                givenBack,
                observed,
                repaired,
                tokens,
                requests,
                addedMillis,
                rung,
                verdict,
                exposure == null ? null : exposure.variant(),
                firstRefused,
                firstHealed,
                latest,
                retire());
    }

    private @Nullable String retire() {
        if (hint) {
            return "the server's challenge has resource_metadata now: a client with MCP authorization of its own needs no help";
        }
        return ofItsOwn >= ENOUGH_OF_ITS_OWN && repaired == 0
                ? "the application sends credentials of its own, " + ofItsOwn + " times since it was refused last"
                : null;
    }
}
