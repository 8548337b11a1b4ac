package dev.mcpauthfix.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.engine.ChallengeResponse;
import dev.mcpauthfix.engine.Decision;
import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import dev.mcpauthfix.engine.NetworkPath;
import dev.mcpauthfix.engine.Observation;
import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.ServerSettings;
import dev.mcpauthfix.engine.metadata.Rung;
import dev.mcpauthfix.engine.policy.Experiment;
import dev.mcpauthfix.engine.port.EventSink;
import dev.mcpauthfix.runtime.MutableClock;
import dev.mcpauthfix.runtime.evidence.Occurrence;
import dev.mcpauthfix.runtime.settings.Settings;
import dev.mcpauthfix.runtime.settings.SettingsLoader;
import dev.mcpauthfix.runtime.settings.Surroundings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuardedEngineTest {

    private static final Authorization TOKEN = Authorization.bearer(Secret.of("token"));
    private static final String SERVER = "https://mcp.example.com/mcp";
    private static final ChallengeResponse WITHOUT_HINT = new ChallengeResponse(401, List.of("Bearer"));
    private static final ChallengeResponse WITH_HINT = new ChallengeResponse(
            401, List.of("Bearer resource_metadata=\"https://mcp.example.com/.well-known/oauth-protected-resource\""));

    private final MutableClock clock = new MutableClock();
    private final List<Occurrence> told = new ArrayList<>();
    private final List<Throwable> faults = new ArrayList<>();
    private final SetBounds bounds = new SetBounds();
    private final FakeEngine healing = new FakeEngine();
    private final WaitLimit waits = new WaitLimit();
    private boolean evidenceFails;
    private final GuardedEngine engine = new GuardedEngine(
            events -> {
                healing.events = events;
                return healing;
            },
            bounds,
            waits,
            this::take,
            faults::add,
            clock);

    private void take(Occurrence occurrence) {
        told.add(occurrence);
        if (evidenceFails) {
            throw new IllegalStateException("the disk is full");
        }
    }

    @AfterEach
    void endTheTimer() {
        waits.close();
    }

    private static McpRequest request(String uri) {
        return request(uri, McpTraffic.Shape.STREAMABLE_POST);
    }

    private static McpRequest request(String uri, McpTraffic.Shape shape) {
        return new McpRequest("POST", URI.create(uri), shape, null, null, 0, NetworkPath.DEFAULT);
    }

    private Decision decision(String uri) throws Exception {
        return decision(request(uri), WITHOUT_HINT);
    }

    private Decision decision(McpRequest request, ChallengeResponse response) throws Exception {
        return engine.onChallenge(request, response).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static String reason(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.PassThrough.class);
        return ((Decision.PassThrough) decision).reason();
    }

    private Occurrence only() {
        assertThat(told).hasSize(1);
        return told.get(0);
    }

    @Nested
    class Healing {

        @Test
        void passesTheDecisionOnAndTellsItOnce() throws Exception {
            McpRequest request = request(SERVER + "?session=secret");
            CompletableFuture<Decision> made = new CompletableFuture<>();
            healing.next = made;
            CompletionStage<Decision> decision = engine.onChallenge(request, WITH_HINT);
            assertThat(told).isEmpty();

            clock.advance(Duration.ofSeconds(2));
            made.complete(new Decision.Retry(TOKEN));

            assertThat(decision.toCompletableFuture().get()).isEqualTo(new Decision.Retry(TOKEN));
            assertThat(only())
                    .isEqualTo(new Occurrence(
                            clock.instant(),
                            Occurrence.Kind.CHALLENGE,
                            SERVER,
                            null,
                            "retry",
                            "",
                            401,
                            0,
                            0,
                            Duration.ofSeconds(2),
                            true));
        }

        @Test
        void tellsWhyTheApplicationGotItsOwnResponse() throws Exception {
            healing.decide(new Decision.PassThrough("nobody logged in"));

            assertThat(reason(decision(SERVER))).isEqualTo("nobody logged in");
            assertThat(only().decision()).isEqualTo("pass-through");
            assertThat(only().reason()).isEqualTo("nobody logged in");
            assertThat(only().hint()).isFalse();
        }

        @Test
        void tellsNothingOfWhatIsNoMcp() throws Exception {
            healing.decide(Decision.NOT_MCP);

            assertThat(decision(SERVER)).isEqualTo(Decision.NOT_MCP);
            assertThat(told).isEmpty();
        }

        @Test
        void tellsAReplayWithItsStatusBeforeAndAfter() {
            engine.onOutcome(request(SERVER).sentWith(TOKEN, 403), 200);
            engine.onOutcome(request(SERVER).sentWith(TOKEN), 500);

            assertThat(told)
                    .extracting(
                            Occurrence::kind, Occurrence::decision, Occurrence::statusBefore, Occurrence::statusAfter)
                    .containsExactly(
                            tuple(Occurrence.Kind.RETRY, "healed", 403, 200),
                            tuple(Occurrence.Kind.RETRY, "answered", 401, 500));
            assertThat(healing.outcomes).containsExactly(200, 500);
        }

        @Test
        void tellsNoReplayWhereNoneWasSent() {
            engine.onOutcome(request(SERVER), 200);
            engine.onOutcome(request(SERVER).sentAtFirstWith(TOKEN), 200);

            assertThat(told).isEmpty();
            assertThat(healing.outcomes).containsExactly(200, 200);
        }

        @Test
        void copesWithAnAddressWithoutAHost() throws Exception {
            fail(SERVER, 3);
            told.clear();
            healing.decide(new Decision.PassThrough("no token travels there"));
            McpRequest request = request("http://mcp_server:8080/mcp");

            assertThat(engine.authorize(request)).contains(TOKEN);
            assertThat(reason(decision(request, WITHOUT_HINT))).isEqualTo("no token travels there");
            engine.onOutcome(request.sentWith(TOKEN), 200);
            engine.fault(request.uri(), "a fault");
            assertThat(told).isEmpty();
        }

        @Test
        void takesAnotherEngineFromTheNextCallOn() throws Exception {
            FakeEngine other = new FakeEngine();
            other.decide(new Decision.Retry(TOKEN));
            CompletableFuture<Decision> underWay = new CompletableFuture<>();
            healing.next = underWay;
            CompletionStage<Decision> before = engine.onChallenge(request(SERVER), WITHOUT_HINT);

            engine.replace(events -> other);
            assertThat(decision(SERVER)).isEqualTo(new Decision.Retry(TOKEN));

            underWay.complete(new Decision.PassThrough("ended as it would have"));
            assertThat(reason(before.toCompletableFuture().get())).isEqualTo("ended as it would have");
        }
    }

    @Nested
    class Observing {

        @Test
        void asksNothingAndTellsEachRefusalThatATokenMayAnswer() throws Exception {
            bounds.mode = Settings.Mode.OBSERVE;

            assertThat(reason(decision(request(SERVER), WITH_HINT))).isEqualTo("mode=observe");
            assertThat(engine.authorize(request(SERVER))).isEmpty();
            assertThat(engine.takesMessages()).isFalse();
            assertThat(engine.takesMessages("mcp.example.com")).isFalse();

            assertThat(healing.challenges).isZero();
            assertThat(only().decision()).isEqualTo("observe");
            assertThat(only().reason()).isEqualTo("mode=observe");
            assertThat(only().statusBefore()).isEqualTo(401);
            assertThat(only().hint()).isTrue();
        }

        @Test
        void tellsNoRefusalThatNoTokenAnswers() throws Exception {
            bounds.mode = Settings.Mode.OBSERVE;

            decision(request(SERVER), new ChallengeResponse(403, List.of("Basic realm=\"x\"")));
            decision(request(SERVER, McpTraffic.Shape.UNMARKED_JSON_POST), WITHOUT_HINT);
            decision(request("http://mcp.example.com/mcp"), WITHOUT_HINT);
            decision(request("http://mcp_server/mcp"), WITHOUT_HINT);

            assertThat(told).isEmpty();
        }

        @Test
        void saysWhatItsRestraintIs() throws Exception {
            bounds.mode = Settings.Mode.OBSERVE;
            bounds.restraint = "expires= is a day that is over";

            assertThat(reason(decision(SERVER))).isEqualTo("expires= is a day that is over");
        }
    }

    @Test
    void tellsWhatWouldHaveBecomeOfACallThatIsObserved() throws Exception {
        bounds.mode = Settings.Mode.OBSERVE;
        healing.observation = new Observation(
                Observation.Verdict.NEEDS_LOGIN,
                Rung.SERVER_METADATA_ORIGIN,
                "consent",
                "why",
                3,
                Duration.ofMillis(210));

        assertThat(decision(SERVER)).isInstanceOf(Decision.PassThrough.class);

        assertThat(told)
                .extracting(Occurrence::kind)
                .containsExactly(Occurrence.Kind.CHALLENGE, Occurrence.Kind.OBSERVATION);
        Occurrence observed = told.get(1);
        assertThat(observed.decision()).isEqualTo("needs-login");
        assertThat(observed.rung()).isEqualTo("server-metadata-origin");
        assertThat(observed.missing()).isEqualTo("consent");
        assertThat(observed.requests()).isEqualTo(3);
        assertThat(observed.took()).isEqualTo(Duration.ofMillis(210));
    }

    @Test
    void findsNothingOutWhereItOnlyObservesBecauseItIsRestrained() throws Exception {
        bounds.mode = Settings.Mode.OBSERVE;
        bounds.restraint = "expires= is a day that is over";
        healing.observation = new Observation(Observation.Verdict.NOT_OAUTH, null, "", "why", 3, Duration.ZERO);

        decision(SERVER);

        assertThat(only().kind()).isEqualTo(Occurrence.Kind.CHALLENGE);
    }

    @Test
    void repairsWithoutATokenWhereTheModeSaysSo() throws Exception {
        bounds.mode = Settings.Mode.REPAIR;

        assertThat(decision(SERVER)).isEqualTo(new Decision.Repair(List.of("Bearer repaired")));
        assertThat(engine.authorize(request(SERVER))).isEmpty();
        assertThat(engine.resourceMetadata(request("https://mcp.example.com/.well-known/oauth-protected-resource/mcp"))
                        .toCompletableFuture()
                        .join())
                .contains("{}");

        assertThat(healing.challenges).isZero();
        assertThat(bounds.looks).isEqualTo(2);
        assertThat(told).extracting(Occurrence::decision).containsExactly("repair", "answered");
        assertThat(told).extracting(Occurrence::server).containsOnly(SERVER);
    }

    @Test
    void answersNoMetadataWhereItHeals() {
        assertThat(engine.resourceMetadata(request("https://mcp.example.com/.well-known/oauth-protected-resource/mcp"))
                        .toCompletableFuture()
                        .join())
                .isEmpty();
        assertThat(told).isEmpty();
    }

    @Nested
    class AnExperiment {

        private static final EngineSettings GENERAL = ((SettingsLoader.Loaded)
                        SettingsLoader.load("", new Surroundings(Map.of(), Map.of()), file -> List.of()))
                .settings()
                .engine()
                .general();

        private final String[] servers = {"https://a.example/mcp", "https://b.example/mcp", "https://c.example/mcp"};

        private void start(int lenientShare) {
            engine.follow(
                    new ServerSettings(
                            GENERAL,
                            List.of(),
                            new Experiment("rollout", Experiment.Unit.JVM, lenientShare, 0, "orders-1")),
                    Duration.ofSeconds(30));
        }

        private void refusedAndAnswered(String server) throws Exception {
            healing.decide(new Decision.Retry(TOKEN));
            decision(server);
        }

        @Test
        void isToldWithWhatItGaveTheServer() throws Exception {
            start(10_000);
            refusedAndAnswered(SERVER);

            assertThat(only().exposure())
                    .isEqualTo(new Occurrence.Exposure("rollout", "jvm", "lenient", "SPLIT", 10_000));
        }

        @Test
        void isStoppedByAFaultOfOursAndLeavesItsServersObserved() throws Exception {
            start(10_000);
            healing.tell(EventSink.Kind.FAULT, SERVER, 0);

            assertThat(told)
                    .extracting(Occurrence::kind)
                    .containsExactly(Occurrence.Kind.FAULT, Occurrence.Kind.EXPERIMENT);
            assertThat(told.get(1).reason()).startsWith("a fault of mcp-auth-fix");
            assertThat(reason(decision("https://other.example/mcp")))
                    .startsWith("the experiment rollout was stopped: a fault of mcp-auth-fix");
            assertThat(told.get(2).exposure())
                    .isEqualTo(new Occurrence.Exposure("rollout", "jvm", "lenient", "DISABLED", 10_000));
            assertThat(engine.authorize(request(SERVER))).isEmpty();
            assertThat(engine.experimentStopped()).isNotNull();
        }

        @Test
        void isNotStoppedByAFaultAtAStrictServer() throws Exception {
            start(0);
            healing.tell(EventSink.Kind.FAULT, SERVER, 0);

            assertThat(engine.experimentStopped()).isNull();
        }

        @Test
        void isStoppedByServersThatKnowNothingOfOAuth() {
            start(10_000);
            for (String server : servers) {
                assertThat(engine.experimentStopped()).isNull();
                healing.fail(EventSink.Failure.NOT_OAUTH, server);
            }

            assertThat(engine.experimentStopped()).isEqualTo("3 of 3 servers turned out to know nothing of OAuth");
        }

        @Test
        void isStoppedByAnAuthorizationServerThatRefusesMoreAndMore() {
            start(10_000);
            for (int i = 0; i < 10; i++) {
                healing.tell(EventSink.Kind.AUTHORIZED, servers[i % 3], 5);
            }
            for (int i = 0; i < 5; i++) {
                healing.fail(EventSink.Failure.AUTHORIZATION_SERVER, servers[i % 3]);
                assertThat(engine.experimentStopped()).isNull();
            }
            healing.fail(EventSink.Failure.AUTHORIZATION_SERVER, servers[0]);

            assertThat(engine.experimentStopped())
                    .isEqualTo("6 of the last 10 logins were refused by their authorization server");
        }

        @Test
        void isStoppedWhereOneInTwentyCallsWaitsTooLong() throws Exception {
            start(10_000);
            for (int i = 0; i < 38; i++) {
                refusedAndAnswered(SERVER);
            }
            for (int i = 0; i < 3; i++) {
                assertThat(engine.experimentStopped()).isNull();
                CompletableFuture<Decision> slow = new CompletableFuture<>();
                healing.next = slow;
                CompletionStage<Decision> waiting = engine.onChallenge(request(SERVER), WITHOUT_HINT);
                clock.advance(Duration.ofSeconds(31));
                slow.complete(new Decision.Retry(TOKEN));
                waiting.toCompletableFuture().join();
            }

            assertThat(engine.experimentStopped())
                    .isEqualTo("3 of the last 41 calls waited longer than experiment.wait=30 s");
        }

        @Test
        void beginsAnewWhenItIsChanged() {
            start(10_000);
            healing.tell(EventSink.Kind.FAULT, SERVER, 0);
            start(10_000);
            assertThat(engine.experimentStopped()).isNotNull();

            start(5_000);

            assertThat(engine.experimentStopped()).isNull();
        }
    }

    @Test
    void doesAndTellsNothingWhereItIsOffOrWronglySet() throws Exception {
        for (Settings.Mode mode : new Settings.@Nullable Mode[] {Settings.Mode.OFF, null}) {
            bounds.mode = mode;
            assertThat(decision(SERVER)).isInstanceOf(Decision.PassThrough.class);
            assertThat(engine.authorize(request(SERVER))).isEmpty();
        }
        assertThat(healing.challenges).isZero();
        assertThat(told).isEmpty();
    }

    /** The engine tells a fault as its event. */
    private void fail(String server, int times) {
        for (int i = 0; i < times; i++) {
            healing.tell(EventSink.Kind.FAULT, server, 0);
        }
    }

    @Nested
    class ThreeFaultsInARow {

        @Test
        void leaveThatServerObservedAndNoOther() throws Exception {
            healing.decide(new Decision.Retry(TOKEN));
            fail(SERVER, 2);
            assertThat(decision(SERVER)).isInstanceOf(Decision.Retry.class);
            told.clear();

            engine.fault(URI.create("https://MCP.example.com:443/other?a=b"), "replaying a request");
            assertThat(only().server()).isEqualTo("https://MCP.example.com:443/other");
            assertThat(only().reason())
                    .isEqualTo("replaying a request; the third in a row: this server is only observed from now on");
            told.clear();

            assertThat(reason(decision(SERVER))).startsWith("three faults of mcp-auth-fix in a row at this server");
            assertThat(only().decision()).isEqualTo("observe");
            assertThat(engine.authorize(request(SERVER))).isEmpty();
            assertThat(decision("https://other.example.com/mcp")).isInstanceOf(Decision.Retry.class);
            assertThat(engine.authorize(request("https://other.example.com/mcp")))
                    .contains(TOKEN);
        }

        @Test
        void areCountedAnewAfterAGoodReplay() throws Exception {
            healing.decide(new Decision.Retry(TOKEN));
            fail(SERVER, 2);
            engine.onOutcome(request(SERVER).sentWith(TOKEN), 200);
            fail(SERVER, 2);
            assertThat(decision(SERVER)).isInstanceOf(Decision.Retry.class);

            // An error is no help.
            engine.onOutcome(request(SERVER).sentWith(TOKEN), 500);
            fail(SERVER, 1);
            assertThat(decision(SERVER)).isInstanceOf(Decision.PassThrough.class);
        }

        @Test
        void areForgottenWhenTheSettingsChange() throws Exception {
            healing.decide(new Decision.Retry(TOKEN));
            fail(SERVER, 4);
            assertThat(decision(SERVER)).isInstanceOf(Decision.PassThrough.class);

            engine.closeBreaker();
            assertThat(decision(SERVER)).isInstanceOf(Decision.Retry.class);
        }
    }

    @Nested
    class TheWait {

        @Test
        void endsWithTheApplicationsOwnResponseWhileTheEngineGoesOn() throws Exception {
            bounds.longestWait = Duration.ofMillis(1);
            CompletableFuture<Decision> login = new CompletableFuture<>();
            healing.next = login;

            assertThat(reason(decision(SERVER))).startsWith("budget.wait=").contains("the agent goes on");
            assertThat(login).isNotDone();

            assertThat(login.complete(new Decision.Retry(TOKEN))).isTrue();
            assertThat(only().decision()).isEqualTo("pass-through");
        }

        @Test
        void isNoLongerThanTheDecisionTakes() throws Exception {
            bounds.longestWait = Duration.ofHours(1);
            CompletableFuture<Decision> login = new CompletableFuture<>();
            healing.next = login;
            CompletionStage<Decision> decision = engine.onChallenge(request(SERVER), WITHOUT_HINT);

            login.complete(new Decision.Retry(TOKEN));

            assertThat(decision.toCompletableFuture().get(30, TimeUnit.SECONDS)).isEqualTo(new Decision.Retry(TOKEN));
            assertThat(told).hasSize(1);
        }

        @Test
        void isTheEnginesOwnOnceTheLimitIsClosed() throws Exception {
            waits.close();
            bounds.longestWait = Duration.ofMillis(1);
            CompletableFuture<Decision> login = new CompletableFuture<>();
            healing.next = login;
            CompletionStage<Decision> decision = engine.onChallenge(request(SERVER), WITHOUT_HINT);

            login.complete(new Decision.PassThrough("the agent has been taken out of this JVM"));

            assertThat(reason(decision.toCompletableFuture().get(30, TimeUnit.SECONDS)))
                    .contains("taken out");
        }
    }

    @Nested
    class TheEnginesEvents {

        @Test
        void areToldAsWhatTheyAre() {
            healing.tell(EventSink.Kind.DISCOVERED, SERVER, 2);
            healing.tell(EventSink.Kind.REGISTERED, SERVER, 3);
            healing.tell(EventSink.Kind.AUTHORIZED, SERVER, 4);
            healing.tell(EventSink.Kind.PASSED_THROUGH, SERVER, 1);
            healing.tell(EventSink.Kind.FAULT, SERVER, 0);

            assertThat(told)
                    .extracting(one -> one.kind() + " " + one.decision() + " " + one.requests())
                    .containsExactly(
                            "discovery found 2",
                            "registration registered 3",
                            "token obtained 4",
                            "token failed 1",
                            "fault pass-through 0");
        }

        @Test
        void areNotToldTwice() {
            healing.tell(EventSink.Kind.HEALED, SERVER, 0);
            healing.tell(EventSink.Kind.PASSED_THROUGH, SERVER, 0);

            assertThat(told).isEmpty();
        }

        @Test
        void areToldOfAnAddressThatNobodyKnows() {
            healing.tell(EventSink.Kind.FAULT, "unknown", 0);

            assertThat(only().server()).isEqualTo("unknown");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Settings.Mode.class,
            names = {"HEAL", "OBSERVE"})
    void helpsTheCallThoughTheEvidenceFails(Settings.Mode mode) throws Exception {
        evidenceFails = true;
        bounds.mode = mode;
        healing.decide(new Decision.Retry(TOKEN));

        assertThat(decision(SERVER))
                .isInstanceOf(mode == Settings.Mode.HEAL ? Decision.Retry.class : Decision.PassThrough.class);
        engine.onOutcome(request(SERVER).sentWith(TOKEN), 200);
        healing.tell(EventSink.Kind.AUTHORIZED, SERVER, 1);
        healing.tell(EventSink.Kind.FAULT, SERVER, 0);
        engine.fault(URI.create(SERVER), "a fault");

        assertThat(told).hasSize(5);
        assertThat(faults).hasSize(5).allSatisfy(fault -> assertThat(fault).hasMessage("the disk is full"));
    }

    private static final class SetBounds implements GuardedEngine.Bounds {

        private Settings.@Nullable Mode mode = Settings.Mode.HEAL;
        private @Nullable String restraint;
        private @Nullable Duration longestWait;
        private int looks;

        @Override
        public void look() {
            looks++;
        }

        @Override
        public Settings.@Nullable Mode mode() {
            return mode;
        }

        @Override
        public @Nullable String restraint() {
            return restraint;
        }

        @Override
        public @Nullable Duration longestWait() {
            return longestWait;
        }
    }

    /** Decides as it is told. */
    private static final class FakeEngine implements AuthorizationEngine {

        private final List<Integer> outcomes = new ArrayList<>();
        private CompletionStage<Decision> next = new CompletableFuture<>();
        private EventSink events = event -> {};
        private int challenges;
        private @Nullable Observation observation;

        void decide(Decision decision) {
            next = CompletableFuture.completedFuture(decision);
        }

        void tell(EventSink.Kind kind, String server, int requests) {
            events.accept(new EventSink.Event(kind, server, null, "detail", requests, Duration.ofMillis(5)));
        }

        @Override
        public Optional<Authorization> authorize(McpRequest request) {
            return Optional.of(TOKEN);
        }

        @Override
        public boolean takesMessages(String host) {
            return true;
        }

        @Override
        public boolean takesMessages() {
            return true;
        }

        @Override
        public CompletionStage<Decision> onChallenge(McpRequest request, ChallengeResponse response) {
            challenges++;
            return next;
        }

        @Override
        public CompletionStage<Optional<Observation>> observe(McpRequest request, ChallengeResponse response) {
            return CompletableFuture.completedFuture(Optional.ofNullable(observation));
        }

        @Override
        public CompletionStage<Decision> repair(McpRequest request, ChallengeResponse response) {
            return CompletableFuture.completedFuture(new Decision.Repair(List.of("Bearer repaired")));
        }

        @Override
        public CompletionStage<Optional<String>> resourceMetadata(McpRequest request) {
            return CompletableFuture.completedFuture(Optional.of("{}"));
        }

        void fail(EventSink.Failure failure, String server) {
            events.accept(new EventSink.Event(
                    EventSink.Kind.PASSED_THROUGH, server, null, "detail", 3, Duration.ofMillis(5), failure));
        }

        @Override
        public void onOutcome(McpRequest request, int status) {
            outcomes.add(status);
        }
    }
}
