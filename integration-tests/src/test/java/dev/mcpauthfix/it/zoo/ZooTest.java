package dev.mcpauthfix.it.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ZooTest {

    /** Of Reactor for the whole JVM, and of the MCP SDK, which stops the sweeper's work and forgets its thread. */
    private static final List<String> NOT_OURS =
            List.of("boundedElastic-", "streamable-http-server-transport-session-sweeper-");

    @Test
    void holdsAllAnimalsAtOnceAndLeavesNothingBehind() throws Exception {
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        List<URI> urls;
        try (Zoo zoo = Zoo.open(List.of(Animal.values()))) {
            assertThat(zoo.cages().keySet()).containsExactly(Animal.values());
            urls = zoo.cages().values().stream().map(Cage::url).toList();
            assertThat(urls).doesNotHaveDuplicates();
        }

        for (Thread thread : startedSince(before)) {
            thread.join(10_000);
            assertThat(thread.isAlive()).as("%s", thread).isFalse();
        }
        assertThat(urls).filteredOn(url -> url.getPort() > 0).allSatisfy(ZooTest::isClosed);
    }

    private static List<Thread> startedSince(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> NOT_OURS.stream().noneMatch(thread.getName()::startsWith))
                .toList();
    }

    private static void isClosed(URI url) {
        assertThatThrownBy(() -> new Socket(url.getHost(), url.getPort()).close())
                .isInstanceOf(ConnectException.class);
    }
}
