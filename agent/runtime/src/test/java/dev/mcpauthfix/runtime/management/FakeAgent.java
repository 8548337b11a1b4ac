package dev.mcpauthfix.runtime.management;

import dev.mcpauthfix.runtime.control.Tally;
import dev.mcpauthfix.runtime.evidence.Occurrence;
import dev.mcpauthfix.runtime.settings.EvidenceSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An agent that counts what it is told and takes the orders that a test allows. */
final class FakeAgent implements ManagedAgent {

    static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    final Tally tally = new Tally();
    final List<String> orders = new ArrayList<>();
    final List<Throwable> faults = new ArrayList<>();
    final String version;
    volatile EvidenceSettings.Management wanted = EvidenceSettings.Management.ON;
    volatile String answer = "done\nmode=heal from the next request on\n{}";
    volatile @Nullable String mode = "observe";

    FakeAgent(String version) {
        this.version = version;
    }

    /** A call was refused, which made the agent send three requests, and healed. */
    void heals(String address) {
        tell(address, Occurrence.Kind.CHALLENGE, "retry", 401, 0, 40);
        tell(address, Occurrence.Kind.TOKEN, "obtained", 0, 3, 0);
        tell(address, Occurrence.Kind.RETRY, "healed", 401, 0, 0);
    }

    /** A call was refused, and left alone. */
    void observes(String address) {
        tell(address, Occurrence.Kind.CHALLENGE, "observe", 401, 0, 0);
    }

    private void tell(String address, Occurrence.Kind kind, String decision, int before, int requests, int millis) {
        tally.accept(new Occurrence(
                TIME, kind, address, "hint", decision, "", before, 200, requests, Duration.ofMillis(millis), false));
    }

    @Override
    public EvidenceSettings.Management wanted() {
        return wanted;
    }

    @Override
    public State state() {
        return new State(version, mode, "it is disabled", null, "5e77", List.of("java.net.http"), 1, 2);
    }

    @Override
    public Tally tally() {
        return tally;
    }

    @Override
    public String order(String order) {
        orders.add(order);
        return answer;
    }

    @Override
    public void fault(String where, Throwable fault) {
        faults.add(fault);
    }
}
