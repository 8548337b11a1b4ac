package dev.mcpauthfix.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.soak.RedisProcess;
import dev.mcpauthfix.it.soak.Soak;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four JVMs with one vault and a refresh token that must not be used twice; {@code scripts/soak} runs the same for longer. */
class SharedVaultIT {

    private static final Duration LENGTH = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private Soak.Result run(boolean kills, boolean redis) throws Exception {
        return new Soak(Path.of(System.getProperty("agent.jar")), folder, LENGTH, 4, 32, kills, redis).run();
    }

    /** Skips the test where the machine has no Redis server. */
    private static boolean redis() {
        if (!RedisProcess.isInstalled()) {
            String reason = "skipped: there is no redis-server; install Debian's";
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        return true;
    }

    @Test
    @Tag("attack-15")
    void fourJvmsRefreshShortLivedTokensWithoutARevocationOrA401() throws Exception {
        Soak.Result result = run(false, false);

        assertThat(result.troubles()).as("%s", result).isEmpty();
        assertThat(result.revokedFamilies()).as("%s", result).isZero();
        assertThat(result.logins()).isEqualTo(1);
        assertThat(result.refreshes()).as("%s", result).isBetween(8, 30);
        assertThat(result.answered()).isPositive();
    }

    @Test
    @Tag("attack-15")
    void jvmsKilledAtRandomMomentsLeaveTheOthersLoggedIn() throws Exception {
        Soak.Result result = run(true, false);

        assertThat(result.troubles()).as("%s", result).isEmpty();
        assertThat(result.killed()).isPositive();
        assertThat(result.revokedFamilies()).as("%s", result).isZero();
        assertThat(result.logins()).isEqualTo(1);
        assertThat(result.answered()).isPositive();
    }

    @Test
    @Tag("attack-15")
    void machinesThatShareARedisServerDoTheSame() throws Exception {
        Soak.Result result = run(false, redis());

        assertThat(result.troubles()).as("%s", result).isEmpty();
        assertThat(result.revokedFamilies()).as("%s", result).isZero();
        assertThat(result.logins()).isEqualTo(1);
        assertThat(result.refreshes()).as("%s", result).isBetween(8, 30);
        assertThat(result.answered()).isPositive();
    }

    @Test
    @Tag("attack-15")
    void machinesKilledAtRandomMomentsLeaveTheLeaseToTheOthers() throws Exception {
        Soak.Result result = run(true, redis());

        assertThat(result.troubles()).as("%s", result).isEmpty();
        assertThat(result.killed()).isPositive();
        assertThat(result.revokedFamilies()).as("%s", result).isZero();
        assertThat(result.logins()).isEqualTo(1);
        assertThat(result.answered()).isPositive();
    }
}
