package dev.mcpauthfix.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.runtime.Controlled;
import dev.mcpauthfix.runtime.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersTest {

    private final Agent agent = new Agent();
    private final Orders orders = new Orders(agent);

    @Test
    void changesTheModeAndSaysSo() {
        assertThat(orders.apply("set mode=observe")).isEqualTo("done\nmode=observe from the next request on\n{status}");
        assertThat(agent.mode).isEqualTo(Settings.Mode.OBSERVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"set", "set mode", "set mode=sometimes", "set log.level=debug"})
    void changesNothingWhereTheSettingIsNoMode(String order) {
        assertThat(orders.apply(order)).startsWith("refused\nexpected mode=heal, mode=observe or mode=off");
        assertThat(agent.mode).isEqualTo(Settings.Mode.HEAL);
    }

    @Test
    void switchesOnAgainWithTheModeFromBefore() {
        String unused = orders.apply("set mode=observe");

        assertThat(orders.apply("disable")).startsWith("done\noff from the next request on");
        assertThat(orders.apply("disable")).startsWith("done\nit was off already");
        assertThat(agent.mode).isEqualTo(Settings.Mode.OFF);
        assertThat(orders.apply("enable")).startsWith("done\nmode=observe from the next request on");
        assertThat(orders.apply("enable")).startsWith("done\nit was on already, mode=observe");
    }

    @Test
    void healsWhereItIsSwitchedOnForTheFirstTime() {
        agent.mode = Settings.Mode.OFF;

        assertThat(orders.apply("enable")).startsWith("done\nmode=heal");
    }

    @Test
    void leavesForGoodOrForAnother() {
        assertThat(orders.apply("detach")).startsWith("done\n");
        assertThat(agent.left).isEqualTo("for good");
        assertThat(orders.apply("retire")).startsWith("done\n");
        assertThat(agent.left).isEqualTo("for another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept", "attached", "status", "set mode=heal", "disable", "enable", "resume heal"})
    void doesNothingWithWrongSettings(String order) {
        agent.mode = null;

        assertThat(orders.apply(order)).startsWith("refused\nits settings are wrong");
        assertThat(agent.mode).isNull();
    }

    @Test
    void goesOnAsTheOneBefore() {
        String observing = orders.apply("set mode=observe");
        String off = orders.apply("disable");
        String state = orders.apply("state").split("\n", -1)[1];
        Agent newer = new Agent();
        Orders ofNewer = new Orders(newer);

        assertThat(ofNewer.apply("resume " + state)).as(observing + off).startsWith("done\n");
        assertThat(newer.mode).isEqualTo(Settings.Mode.OFF);
        assertThat(ofNewer.apply("enable")).startsWith("done\nmode=observe");
    }

    @Test
    void isNotActiveWhereItsSelfCheckFailed() {
        agent.broken = true;

        assertThat(orders.apply("attached")).startsWith("failed\n").contains("its self-check failed");
    }

    @Test
    void namesTheOrdersThatThereAre() {
        assertThat(orders.apply("explode")).startsWith("refused\nthere is no order explode; there are status, set,");
    }

    /** An agent that does as it is told. */
    private static final class Agent implements Controlled {

        private Settings.@Nullable Mode mode = Settings.Mode.HEAL;
        private String left = "";
        private boolean broken;

        @Override
        public Settings.@Nullable Mode mode() {
            return mode;
        }

        @Override
        public void mode(Settings.Mode wanted) {
            mode = wanted;
        }

        @Override
        public String status() {
            return "{status}";
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
