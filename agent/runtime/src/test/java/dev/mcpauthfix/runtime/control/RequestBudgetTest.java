package dev.mcpauthfix.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.NetworkPath;
import dev.mcpauthfix.engine.port.HttpFetcher;
import dev.mcpauthfix.runtime.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {

    private final MutableClock clock = new MutableClock();
    private final List<URI> sent = new ArrayList<>();
    private int limit = 2;
    private final RequestBudget budget = new RequestBudget(this::answer, () -> limit, clock);

    private HttpFetcher.Result answer(HttpFetcher.Request request) {
        sent.add(request.uri());
        return new HttpFetcher.Answer(200, Map.of(), "", request.uri());
    }

    private static boolean isSent(HttpFetcher by, String onBehalfOf) {
        HttpFetcher.Result result = by.fetch(new HttpFetcher.Request(
                "GET",
                URI.create("https://issuer.example.com/token"),
                Map.of(),
                null,
                URI.create(onBehalfOf),
                NetworkPath.DEFAULT));
        if (result instanceof HttpFetcher.Unreachable spent) {
            assertThat(spent.reason()).startsWith("budget.requests=").contains("is spent");
        }
        return result instanceof HttpFetcher.Answer;
    }

    private boolean isSent(String onBehalfOf) {
        return isSent(budget, onBehalfOf);
    }

    @Test
    void sendsSoManyInAnHourAndNoMore() {
        assertThat(isSent("https://a.example.com/mcp")).isTrue();
        clock.advance(Duration.ofMinutes(30));
        assertThat(isSent("https://a.example.com/mcp")).isTrue();
        assertThat(isSent("https://a.example.com/mcp")).isFalse();

        clock.advance(Duration.ofMinutes(30).minusMillis(1));
        assertThat(isSent("https://a.example.com/mcp")).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(isSent("https://a.example.com/mcp")).isTrue();
        assertThat(isSent("https://a.example.com/mcp")).isFalse();
        assertThat(sent).hasSize(3);
    }

    @Test
    void countsByServerWhicheverWayItIsSpelt() {
        assertThat(isSent("https://a.example.com/mcp")).isTrue();
        assertThat(isSent("https://A.example.com:443/other?a=b")).isTrue();
        assertThat(isSent("https://a.example.com")).isFalse();
        assertThat(isSent("https://b.example.com/mcp")).isTrue();
    }

    @Test
    void takesAnotherLimitAtOnce() {
        assertThat(isSent("https://a.example.com/mcp")).isTrue();
        limit = 1;
        assertThat(isSent("https://a.example.com/mcp")).isFalse();
        limit = 3;
        assertThat(isSent("https://a.example.com/mcp")).isTrue();
    }

    @Test
    void isSpentForAnotherWayToSendToo() {
        RequestBudget other = budget.with(this::answer);
        assertThat(isSent("https://a.example.com/mcp")).isTrue();

        assertThat(isSent(other, "https://a.example.com/mcp")).isTrue();
        assertThat(isSent(other, "https://a.example.com/mcp")).isFalse();
        assertThat(isSent("https://a.example.com/mcp")).isFalse();
    }

    @Test
    void forgetsTheServerThatWasAskedForLongestAgo() {
        limit = 1;
        assertThat(isSent("https://a.example.com/mcp")).isTrue();
        for (int i = 0; i < 255; i++) {
            assertThat(isSent("https://s" + i + ".example.com/mcp")).isTrue();
        }
        assertThat(isSent("https://a.example.com/mcp")).isFalse();

        assertThat(isSent("https://another.example.com/mcp")).isTrue();
        assertThat(isSent("https://a.example.com/mcp")).isFalse();
        assertThat(isSent("https://s0.example.com/mcp")).isTrue();
    }
}
