package dev.mcpauthfix.runtime.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpauthfix.runtime.log.AgentLog;
import dev.mcpauthfix.runtime.settings.EvidenceSettings;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.InvalidAttributeValueException;
import javax.management.MBeanException;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementSwitchTest {

    private static final String NOTES = "https://notes.example/mcp";
    private static final String MAIL = "http://[::1]:8080/a,b=c*/mcp";
    private static final int SECONDS_TO_WAIT = 20;

    private final MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
    private final FakeAgent agent = new FakeAgent("1");
    private final ManagementSwitch management = new ManagementSwitch(agent, silent());

    private static AgentLog silent() {
        return new AgentLog(null, null);
    }

    private static ObjectName agentName() throws Exception {
        return new ObjectName("dev.mcpauthfix:type=Agent");
    }

    private static ObjectName name(String server) throws Exception {
        return new ObjectName("dev.mcpauthfix:type=Server,url=" + ObjectName.quote(server));
    }

    private List<String> shown() throws Exception {
        return platform.queryNames(new ObjectName("dev.mcpauthfix:*"), null).stream()
                .map(ObjectName::getCanonicalName)
                .sorted()
                .toList();
    }

    @AfterEach
    void leavesNothingBehind() throws Exception {
        management.leave();
        assertThat(shown()).isEmpty();
        assertThat(agent.faults).isEmpty();
    }

    @Nested
    class Shows {

        @Test
        void theAgentAndTheSumsOverItsServers() throws Exception {
            agent.heals(NOTES);
            agent.heals(MAIL);
            agent.observes(MAIL);

            management.lookNow();

            assertThat(read(
                            agentName(),
                            "Version",
                            "Mode",
                            "Restraint",
                            "Mistake",
                            "SettingsDigest",
                            "Faults",
                            "LeftAlone"))
                    .containsExactly("1", "observe", "it is disabled", null, "5e77", 1L, 2L);
            assertThat((String[]) platform.getAttribute(agentName(), "Libraries"))
                    .containsExactly("java.net.http");
            assertThat(read(
                            agentName(),
                            "Challenges",
                            "Healed",
                            "GivenBack",
                            "Observed",
                            "Tokens",
                            "Requests",
                            "AddedMillis"))
                    .containsExactly(3L, 2L, 0L, 1L, 2L, 6L, 80L);
        }

        @Test
        void eachServerByItsAddress() throws Exception {
            agent.heals(NOTES);
            agent.observes(MAIL);

            management.lookNow();

            assertThat(shown())
                    .containsExactly(
                            agentName().getCanonicalName(),
                            name(MAIL).getCanonicalName(),
                            name(NOTES).getCanonicalName());
            assertThat(read(
                            name(NOTES),
                            "Challenges",
                            "Healed",
                            "GivenBack",
                            "Observed",
                            "Tokens",
                            "Requests",
                            "AddedMillis"))
                    .containsExactly(1L, 1L, 0L, 0L, 1L, 3L, 40L);
            assertThat(read(name(NOTES), "Rung", "RetireReady", "Latest", "FirstRefused", "FirstHealed"))
                    .containsExactly(
                            "hint",
                            null,
                            "sent again with a token and answered 200",
                            "2026-01-02T03:04:05Z",
                            "2026-01-02T03:04:05Z");
            assertThat(read(name(MAIL), "Challenges", "Observed", "FirstHealed"))
                    .containsExactly(1L, 1L, null);
        }

        @Test
        void aServerThatIsMetLaterOnAnotherThreadThanTheApplications() throws Exception {
            management.lookNow();
            BlockingQueue<String> registered = new ArrayBlockingQueue<>(8);
            NotificationListener listener = (notification, handback) -> registered.add(
                    Thread.currentThread().getName() + " " + ((MBeanServerNotification) notification).getMBeanName());
            platform.addNotificationListener(MBeanServerDelegate.DELEGATE_NAME, listener, null, null);
            try {
                agent.heals(NOTES);
                management.look();

                assertThat(registered.poll(SECONDS_TO_WAIT, TimeUnit.SECONDS))
                        .isEqualTo("mcp-auth-fix-management " + name(NOTES));
            } finally {
                platform.removeNotificationListener(MBeanServerDelegate.DELEGATE_NAME, listener);
            }
        }

        @Test
        void whatHappenedSinceAtTheTimeItIsRead() throws Exception {
            agent.heals(NOTES);
            management.lookNow();

            agent.heals(NOTES);

            assertThat(read(name(NOTES), "Healed")).containsExactly(2L);
            assertThat(read(agentName(), "Healed")).containsExactly(2L);
        }

        @Test
        void aDescriptionOfEverything() throws Exception {
            agent.heals(NOTES);
            management.lookNow();

            for (ObjectName name : List.of(agentName(), name(NOTES))) {
                MBeanInfo info = platform.getMBeanInfo(name);
                assertThat(info.getDescription()).isNotBlank();
                assertThat(info.getAttributes())
                        .isNotEmpty()
                        .extracting(MBeanFeatureInfo::getDescription)
                        .allMatch(text -> !text.isBlank());
                assertThat(info.getOperations())
                        .extracting(MBeanFeatureInfo::getDescription)
                        .allMatch(text -> !text.isBlank());
            }
        }

        @Test
        void itselfWhereThereIsAPlatformServerAlreadyAndNobodyAskedForMore() throws Exception {
            agent.wanted = EvidenceSettings.Management.AUTO;

            management.lookNow();

            assertThat(shown()).containsExactly(agentName().getCanonicalName());
        }

        @Test
        void nothingWhereItIsToShowNothing() throws Exception {
            agent.wanted = EvidenceSettings.Management.OFF;

            management.look();
            management.lookNow();

            assertThat(shown()).isEmpty();
        }

        @Test
        void nothingAnyMoreWhenThatIsChanged() throws Exception {
            agent.heals(NOTES);
            management.lookNow();

            agent.wanted = EvidenceSettings.Management.OFF;
            management.lookNow();
            assertThat(shown()).isEmpty();

            agent.wanted = EvidenceSettings.Management.ON;
            management.lookNow();
            assertThat(shown()).hasSize(2);
        }

        @Test
        void nothingAfterItHasLeft() throws Exception {
            management.leave();
            agent.heals(NOTES);

            management.look();
            management.lookNow();

            assertThat(shown()).isEmpty();
        }
    }

    @Nested
    class Obeys {

        @Test
        void aModeThatIsWritten() throws Exception {
            management.lookNow();

            platform.setAttribute(agentName(), new Attribute("Mode", "heal"));

            assertThat(agent.orders).containsExactly("set mode=heal");
        }

        @Test
        void withTheSentenceOfARefusal() throws Exception {
            management.lookNow();
            agent.answer = "refused\nmode: \"sometimes\" is not allowed; nothing was changed\n{}";

            assertThatThrownBy(() -> platform.setAttribute(agentName(), new Attribute("Mode", "sometimes")))
                    .isInstanceOf(InvalidAttributeValueException.class)
                    .hasMessage("mode: \"sometimes\" is not allowed; nothing was changed");
            assertThatThrownBy(() -> invoke("set", "mode=sometimes"))
                    .isInstanceOf(MBeanException.class)
                    .hasMessage("mode: \"sometimes\" is not allowed; nothing was changed")
                    .hasCauseInstanceOf(IllegalArgumentException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "heal,home=/tmp", "heal;home=/tmp", "heal\nset home=/tmp"})
        void noModeThatIsMoreThanAMode(String mode) {
            management.lookNow();

            assertThatThrownBy(() -> platform.setAttribute(agentName(), new Attribute("Mode", mode)))
                    .isInstanceOf(InvalidAttributeValueException.class)
                    .hasMessage("Mode is auto, heal, repair, observe or off; nothing was changed");
            assertThat(agent.orders).isEmpty();
        }

        @Test
        void noOtherAttributeThatIsWritten() throws Exception {
            agent.heals(NOTES);
            management.lookNow();

            assertThatThrownBy(() -> platform.setAttribute(agentName(), new Attribute("Healed", 7L)))
                    .isInstanceOf(AttributeNotFoundException.class);
            assertThatThrownBy(() -> platform.setAttribute(name(NOTES), new Attribute("Healed", 7L)))
                    .isInstanceOf(AttributeNotFoundException.class);
            AttributeList both = new AttributeList();
            both.add(new Attribute("Healed", 7L));
            both.add(new Attribute("Mode", "off"));
            assertThat(platform.setAttributes(agentName(), both)).containsExactly(new Attribute("Mode", "off"));
        }

        @Test
        void theOrdersThatTheCommandLineGives() throws Exception {
            management.lookNow();

            assertThat(invoke("set", "mode=heal,log.level=debug")).isEqualTo("mode=heal from the next request on");
            assertThat(invoke("disable")).isEqualTo("mode=heal from the next request on");
            assertThat(invoke("enable")).isEqualTo("mode=heal from the next request on");

            assertThat(agent.orders).containsExactly("set mode=heal,log.level=debug", "disable", "enable");
        }

        @Test
        void noOrderThatItDoesNotOffer() {
            management.lookNow();

            assertThatThrownBy(() -> invoke("detach"))
                    .isInstanceOf(ReflectionException.class)
                    .hasMessageContaining("there are set(String), disable() and enable()");
            assertThat(agent.orders).isEmpty();
        }

        private Object invoke(String operation, String... values) throws Exception {
            String[] types = new String[values.length];
            Arrays.fill(types, String.class.getName());
            return platform.invoke(agentName(), operation, values, types);
        }
    }

    /** A newer core comes first, and the older one leaves then. */
    @Nested
    class Supersedes {

        private final FakeAgent newerAgent = new FakeAgent("2");
        private final ManagementSwitch newer = new ManagementSwitch(newerAgent, silent());

        @AfterEach
        void leave() {
            newer.leave();
            assertThat(newerAgent.faults).isEmpty();
        }

        @Test
        void theOlderWhichStaysUntilItRetires() throws Exception {
            agent.heals(NOTES);
            management.lookNow();

            newerAgent.observes(NOTES);
            newer.lookNow();
            assertThat(read(agentName(), "Version", "Healed")).containsExactly("1", 1L);
            assertThat(read(name(NOTES), "Healed")).containsExactly(1L);

            management.leave();
            newer.lookNow();
            assertThat(read(agentName(), "Version", "Healed")).containsExactly("2", 0L);
            assertThat(read(name(NOTES), "Observed")).containsExactly(1L);
        }

        @Test
        void theOlderWhichTakesBackNothingOfTheNewersHoweverLate() throws Exception {
            management.lookNow();
            management.leave();
            newer.lookNow();

            management.leave();
            management.lookNow();
            management.look();

            assertThat(read(agentName(), "Version")).containsExactly("2");
        }

        @Test
        void theOlderOnlyWhereTheNewerCouldStart() throws Exception {
            management.lookNow();

            newer.lookNow();
            newer.leave();

            assertThat(read(agentName(), "Version")).containsExactly("1");
        }
    }

    private List<Object> read(ObjectName name, String... attributes) throws Exception {
        List<Object> values = new ArrayList<>();
        for (Attribute attribute : platform.getAttributes(name, attributes).asList()) {
            values.add(attribute.getValue());
            assertThat(platform.getAttribute(name, attribute.getName())).isEqualTo(attribute.getValue());
        }
        return values;
    }
}
