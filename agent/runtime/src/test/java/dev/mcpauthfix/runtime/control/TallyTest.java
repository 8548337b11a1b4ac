package dev.mcpauthfix.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.runtime.MutableClock;
import dev.mcpauthfix.runtime.evidence.Occurrence;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final String SERVER = "https://mcp.example.com/mcp";

    private final MutableClock clock = new MutableClock();
    private final Tally tally = new Tally();

    private void happened(Occurrence.Kind kind, @Nullable String server, String decision, String reason) {
        tally.accept(new Occurrence(
                clock.instant(), kind, server, null, decision, reason, 401, 200, 2, Duration.ofMillis(30), false));
    }

    private void refused(String decision) {
        happened(Occurrence.Kind.CHALLENGE, SERVER, decision, "");
    }

    private void refused(String decision, boolean hint) {
        tally.accept(new Occurrence(
                clock.instant(),
                Occurrence.Kind.CHALLENGE,
                SERVER,
                null,
                decision,
                "",
                401,
                0,
                0,
                Duration.ZERO,
                hint));
    }

    private ServerCount.Snapshot only() {
        assertThat(tally.servers()).hasSize(1);
        return tally.servers().get(0);
    }

    private boolean sawOwn(String host, int times) {
        boolean last = false;
        for (int i = 0; i < times; i++) {
            last = tally.sawOwnCredentials(host);
        }
        return last;
    }

    @Test
    void countsByServer() {
        Instant first = clock.instant();
        refused("retry");
        clock.advance(Duration.ofSeconds(1));
        happened(Occurrence.Kind.TOKEN, SERVER, "obtained", "authorization_code");
        happened(Occurrence.Kind.TOKEN, SERVER, "failed", "nobody logged in");
        Instant healed = clock.instant();
        happened(Occurrence.Kind.RETRY, SERVER, "healed", "");
        clock.advance(Duration.ofSeconds(1));
        happened(Occurrence.Kind.RETRY, SERVER, "answered", "");
        happened(Occurrence.Kind.RETRY, SERVER, "healed", "");
        refused("pass-through");
        refused("observe");
        happened(Occurrence.Kind.CHALLENGE, "https://other.example.com/mcp", "observe", "mode=observe");

        assertThat(tally.servers()).hasSize(2);
        assertThat(tally.servers().get(0))
                .isEqualTo(new ServerCount.Snapshot(
                        SERVER,
                        3,
                        2,
                        1,
                        1,
                        0,
                        1,
                        4,
                        90,
                        null,
                        null,
                        null,
                        first,
                        healed,
                        "sent again with a token and answered 200",
                        null));
        assertThat(tally.servers().get(1).latest()).isEqualTo("mode=observe");
        assertThat(tally.servers().get(1).firstHealed()).isNull();
    }

    @Test
    void keepsTheRungByWhichTheAuthorizationServerWasFound() {
        tally.accept(new Occurrence(
                clock.instant(),
                Occurrence.Kind.DISCOVERY,
                SERVER,
                "hint",
                "found",
                "",
                0,
                0,
                1,
                Duration.ZERO,
                false));
        happened(Occurrence.Kind.TOKEN, SERVER, "obtained", "refreshed");

        assertThat(only().rung()).isEqualTo("hint");
        assertThat(only().latest()).isEqualTo("refreshed");
    }

    @Test
    void countsWhatIsAboutNoServerNowhere() {
        happened(Occurrence.Kind.AGENT, null, "started", "");

        assertThat(tally.servers()).isEmpty();
        assertThat(tally.untold()).isZero();
    }

    @Test
    void countsSixtyFourServersAndOfTheOthersOnlyHowMuchHappened() {
        for (int i = 0; i < 66; i++) {
            happened(Occurrence.Kind.CHALLENGE, "https://s" + i + ".example.com/mcp", "retry", "");
        }
        happened(Occurrence.Kind.CHALLENGE, "https://s0.example.com/mcp", "retry", "");

        assertThat(tally.servers()).hasSize(64);
        assertThat(tally.servers().get(0).challenges()).isEqualTo(2);
        assertThat(tally.untold()).isEqualTo(2);
        assertThat(tally.sawOwnCredentials("s65.example.com")).isFalse();
    }

    @Test
    void takesAnAddressWithoutAHost() {
        happened(Occurrence.Kind.FAULT, "unknown", "pass-through", "a fault");

        assertThat(only().address()).isEqualTo("unknown");
        assertThat(tally.sawOwnCredentials("")).isFalse();
        assertThat(tally.sawOwnCredentials(null)).isFalse();
    }

    @Nested
    class TheAgentIsDispensable {

        @Test
        void whileTheLastChallengeHadAHint() {
            refused("observe", true);
            assertThat(only().retire()).contains("resource_metadata");

            refused("observe", false);
            assertThat(only().retire()).isNull();
        }

        @Test
        void whereTheApplicationSendsCredentialsOfItsOwnInWhateverCase() {
            refused("observe");
            assertThat(sawOwn("MCP.example.com", 2)).isFalse();
            assertThat(only().retire()).isNull();

            assertThat(sawOwn("mcp.example.com", 1)).isTrue();
            assertThat(only().retire()).contains("credentials of its own, 3 times");
        }

        @Test
        void andIsSoOnceNotWithEachRequest() {
            refused("observe");
            assertThat(sawOwn("mcp.example.com", 3)).isTrue();

            assertThat(sawOwn("mcp.example.com", 1)).isFalse();
            assertThat(only().retire()).contains("4 times");
        }

        @Test
        void andIsNotAnyMoreOnceItIsRefusedAgain() {
            refused("observe");
            assertThat(sawOwn("mcp.example.com", 3)).isTrue();

            refused("observe");
            assertThat(only().retire()).isNull();
        }

        @Test
        void notByWhatItSendsItself() {
            refused("retry");
            assertThat(sawOwn("mcp.example.com", 10)).isFalse();
            assertThat(only().retire()).isNull();
        }

        @Test
        void notByWhatItSendsItselfToAnotherAddressOfTheServer() {
            happened(Occurrence.Kind.CHALLENGE, "https://mcp.example.com/messages", "pass-through", "");
            happened(Occurrence.Kind.TOKEN, SERVER, "obtained", "");

            assertThat(sawOwn("mcp.example.com", 10)).isFalse();
            assertThat(tally.servers())
                    .allSatisfy(server -> assertThat(server.retire()).isNull());
        }

        @Test
        void notByWhatGoesToAnotherServer() {
            refused("observe");

            assertThat(sawOwn("other.example.com", 10)).isFalse();
            assertThat(only().retire()).isNull();
        }
    }
}
