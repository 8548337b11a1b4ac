package dev.mcpauthfix.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnusedVariable") // they are read by their names
class HiddenValueTest {

    private static class Manager {
        private final Object operator = new Operator();
    }

    private static final class Pooling extends Manager {
        private final int size = 5;
    }

    private static final class Operator {
        private final URI strategy = URI.create("https://mcp.example/");
    }

    @Test
    void followsAPathOfFieldsThatMayBeInherited() {
        assertThat(HiddenValue.field(new Pooling(), "operator", "strategy")).isEqualTo(new Operator().strategy);
        assertThat(HiddenValue.field(new Pooling(), "size")).isEqualTo(5);
    }

    @Test
    void answersNothingForWhatThisVersionDoesNotHave() {
        assertThat(HiddenValue.field(new Pooling(), "operator", "gone", "strategy"))
                .isNull();
        assertThat(HiddenValue.field(null, "operator")).isNull();
        assertThat(HiddenValue.property(new Pooling(), "gone")).isNull();
        assertThat(HiddenValue.property(null, "toString")).isNull();
    }

    @Test
    void findsAValueByItsTypeAsDeepAsAsked() {
        assertThat(HiddenValue.within(new Pooling(), URI.class, 2)).isEqualTo(new Operator().strategy);
        assertThat(HiddenValue.within(new Pooling(), URI.class, 1)).isNull();
        assertThat(HiddenValue.within(null, URI.class, 3)).isNull();
    }

    @Test
    void leavesTheJdksOwnFieldsAlone() {
        assertThat(HiddenValue.within(URI.create("https://mcp.example/"), String.class, 3))
                .isNull();
    }

    @Test
    void asksAPublicMethod() {
        assertThat(HiddenValue.property(URI.create("https://mcp.example/"), "getHost"))
                .isEqualTo("mcp.example");
    }
}
