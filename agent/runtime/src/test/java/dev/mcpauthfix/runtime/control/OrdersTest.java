package dev.mcpauthfix.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.runtime.Controlled;
import dev.mcpauthfix.runtime.settings.Settings;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersTest {

    private final Agent agent = new Agent();
    private final Orders orders = new Orders(agent);

    @Test
    void changesSettingsAndSaysSo() {
        assertThat(orders.apply("set mode=observe")).isEqualTo("done\nmode=observe from the next request on\n{status}");
        assertThat(agent.mode()).isEqualTo(Settings.Mode.OBSERVE);
    }

    @Test
    void saysWhatIsWrongWithASettingAndThatNothingWasChanged() {
        assertThat(orders.apply("set mode=sometimes"))
                .isEqualTo("refused\nmode=sometimes is not allowed; nothing was changed\n{status}");
        assertThat(agent.mode()).isEqualTo(Settings.Mode.HEAL);
    }

    @Test
    void saysWhatHoldsBackWhatWasSet() {
        agent.restraint = "there is a file /run/off";

        assertThat(orders.apply("set mode=heal"))
                .isEqualTo(
                        "done\nmode=heal from the next request on; but mode=off for now: there is a file /run/off\n{status}");
        assertThat(orders.apply("enable")).startsWith("refused\nit stays off: there is a file /run/off");
    }

    @Test
    void switchesOnAgainWithTheModeFromBefore() {
        String unused = orders.apply("set mode=observe");

        assertThat(orders.apply("disable")).startsWith("done\noff from the next request on");
        assertThat(orders.apply("disable")).startsWith("done\nit was off already");
        assertThat(agent.mode()).isEqualTo(Settings.Mode.OFF);
        assertThat(orders.apply("enable")).startsWith("done\nmode=observe from the next request on");
        assertThat(orders.apply("enable")).startsWith("done\nit was on already, mode=observe");
    }

    @Test
    void healsWhereItIsSwitchedOnForTheFirstTime() {
        agent.set = "mode=off";

        assertThat(orders.apply("enable")).startsWith("done\nmode=auto");
    }

    @Test
    void leavesForGoodOrForAnother() {
        assertThat(orders.apply("detach")).startsWith("done\n");
        assertThat(agent.left).isEqualTo("for good");
        assertThat(new Orders(agent).apply("retire")).startsWith("done\n");
        assertThat(agent.left).isEqualTo("for another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept", "attached", "status", "disable", "enable", "resume on mode=heal"})
    void doesNothingWithWrongSettings(String order) {
        agent.set = "wrong";

        assertThat(orders.apply(order)).startsWith("refused\nits settings are wrong");
    }

    @Test
    void comesToItsSensesWhereWrongSettingsAreSetRight() {
        agent.set = "wrong";

        assertThat(orders.apply("set mode=heal")).startsWith("done\nmode=heal");
    }

    @Test
    void goesOnAsTheOneBefore() {
        String observing = orders.apply("set mode=observe");
        String off = orders.apply("disable");
        String state = orders.apply("state").split("\n", -1)[1];
        Agent newer = new Agent();
        Orders ofNewer = new Orders(newer);

        assertThat(ofNewer.apply("resume " + state)).as(observing + off).startsWith("done\n");
        assertThat(newer.mode()).isEqualTo(Settings.Mode.OFF);
        assertThat(ofNewer.apply("enable")).startsWith("done\nmode=observe");
    }

    @Test
    void goesOnAsOneThatNobodyHasChanged() {
        String state = orders.apply("state").split("\n", -1)[1];

        assertThat(new Orders(new Agent()).apply("resume " + state)).startsWith("done\nmode=heal");
    }

    @Test
    void staysOffAsTheOneBeforeThoughItsSettingsCannotBeTakenOver() {
        assertThat(orders.apply("resume disabled mode=sometimes")).startsWith("refused\n");
        assertThat(agent.mode()).isEqualTo(Settings.Mode.OFF);
    }

    @Test
    void isNotActiveWhereItsSelfCheckFailed() {
        agent.broken = true;

        assertThat(orders.apply("attached")).startsWith("failed\n").contains("its self-check failed");
    }

    @Test
    void takesCallsAgainWhereAnotherCouldNotTakeOver() {
        assertThat(orders.apply("again")).startsWith("done\n").contains("is active, mode=heal");
        assertThat(agent.connects).isEqualTo(1);
    }

    @Test
    void obeysNobodyOnceItHasLeft() {
        String gone = orders.apply("retire");

        assertThat(orders.apply("set mode=observe")).as(gone).startsWith("refused\nit has left this JVM");
        assertThat(agent.mode()).isEqualTo(Settings.Mode.HEAL);
    }

    @Test
    void repeatsNoValueThatMayHoldAPassword() {
        assertThat(orders.apply("set token.command=print --password=canary,mode=heal,expires="))
                .startsWith("done\ntoken.command, mode=heal, expires= from the next request on");
    }

    @Test
    void namesTheOrdersThatThereAre() {
        assertThat(orders.apply("explode")).startsWith("refused\nthere is no order explode; there are status, set,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "mode=off", "mode=observe"})
    void looksAtAServerWhateverTheSettingsAreAndChangesNothing(String set) {
        agent.set = set;
        Settings.Mode before = agent.mode();

        assertThat(orders.apply("doctor url=a,timeout=5")).isEqualTo("done\nlooked\n{url=a,timeout=5}");
        assertThat(orders.apply("doctor")).isEqualTo("done\nlooked\n{}");
        assertThat(agent.mode()).isEqualTo(before);
    }

    @Test
    @Timeout(30)
    void obeysOthersWhileItLooks() throws Exception {
        agent.looking = new CountDownLatch(1);
        agent.seen = new CountDownLatch(1);
        FutureTask<String> look = new FutureTask<>(() -> orders.apply("doctor url=a"));
        new Thread(look, "look").start();
        agent.looking.await();

        assertThat(orders.apply("disable")).startsWith("done\n");
        assertThat(orders.apply("detach")).startsWith("done\n");
        assertThat(look.isDone()).isFalse();
        agent.seen.countDown();
        assertThat(look.get()).isEqualTo("done\nlooked\n{url=a}");
    }

    /** An agent that does as it is told. */
    private static final class Agent implements Controlled {

        private String set = "";
        private String left = "";
        private @Nullable String restraint;
        private boolean disabled;
        private boolean broken;
        private int connects;
        private CountDownLatch looking = new CountDownLatch(0);
        private CountDownLatch seen = new CountDownLatch(0);

        @Override
        public String examine(String argument) {
            looking.countDown();
            try {
                seen.await();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
            return "done\nlooked\n{" + argument + "}";
        }

        @Override
        public Settings.@Nullable Mode mode() {
            return switch (set) {
                case "wrong" -> null;
                case "mode=observe" -> disabled ? Settings.Mode.OFF : Settings.Mode.OBSERVE;
                case "mode=off" -> Settings.Mode.OFF;
                default -> disabled || restraint != null ? Settings.Mode.OFF : Settings.Mode.HEAL;
            };
        }

        @Override
        public @Nullable String restraint() {
            return restraint;
        }

        @Override
        public @Nullable String set(String assignments) {
            if (assignments.equals("mode=sometimes")) {
                return "mode=sometimes is not allowed";
            }
            set = assignments;
            return null;
        }

        @Override
        public String orders() {
            return set;
        }

        @Override
        public void disable(boolean off) {
            disabled = off;
        }

        @Override
        public boolean isDisabled() {
            return disabled;
        }

        @Override
        public String status() {
            return "{status}";
        }

        @Override
        public void reconnect() {
            connects++;
        }

        @Override
        public boolean isBroken() {
            return broken;
        }

        @Override
        public void leave(boolean another) {
            left = another ? "for another" : "for good";
        }
    }
}
