package dev.mcpauthfix.runtime.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.port.UserAgent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A login whose browser is on another machine. */
final class PasteUserAgentTest {

    private static final URI PAGE = URI.create("https://as.example/authorize?state=s1");

    private final List<String> told = new ArrayList<>();

    private UserAgent.Outcome paste(String lines) throws IOException {
        return paste(lines, PAGE);
    }

    private UserAgent.Outcome paste(String lines, URI page) throws IOException {
        PasteUserAgent agent = new PasteUserAgent(new BufferedReader(new StringReader(lines)), told::add);
        try (UserAgent.Session session = agent.open(null)) {
            return session.authorize(page, "s1", Duration.ofSeconds(30));
        }
    }

    @Test
    void takesTheWholeAddressThatTheBrowserEndedAt() throws IOException {
        assertThat(paste("http://127.0.0.1:1234/x?code=a%2Fb&state=s1&iss=https%3A%2F%2Fas.example#top\n"))
                .isEqualTo(new UserAgent.Redirected(Map.of("code", "a/b", "state", "s1", "iss", "https://as.example")));
        assertThat(told).first().asString().endsWith(PAGE.toString());
    }

    @Test
    void saysWhatIsWrongWithALineAndWaitsForTheNext() throws IOException {
        assertThat(paste("yes\n\n  \nhttp://127.0.0.1:1/x?code=old&state=s0\n?code=new&state=s1\n"))
                .isEqualTo(new UserAgent.Redirected(Map.of("code", "new", "state", "s1")));
        assertThat(told.subList(2, told.size()))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("that is not the address"),
                        second -> assertThat(second).startsWith("that address belongs to another login"));
        assertThat(told).noneMatch(line -> line.contains("code=old"));
    }

    @Test
    void givesUpWhereTheInputEndsOrNothingComes() throws IOException {
        assertThat(paste("")).isEqualTo(new UserAgent.Abandoned("nothing was pasted: the input ended"));
        try (PipedWriter silent = new PipedWriter();
                BufferedReader terminal = new BufferedReader(new PipedReader(silent))) {
            UserAgent.Outcome outcome =
                    new PasteUserAgent(terminal, told::add).open(null).authorize(PAGE, "s1", Duration.ofMillis(50));
            assertThat(outcome).asString().contains("login.timeout");
        }
    }

    @Test
    void takesARedirectionAddressThatIsRegisteredAlready() throws IOException {
        PasteUserAgent agent = new PasteUserAgent(new BufferedReader(new StringReader("")), told::add);
        URI first = agent.open(null).redirectUri();

        assertThat(agent.open(first).redirectUri()).isEqualTo(first);
    }

    @Test
    void showsNoPageThatIsNotOfTheWeb() throws IOException {
        assertThat(paste("", URI.create("file:///etc/passwd"))).isInstanceOf(UserAgent.Abandoned.class);
        assertThat(told).isEmpty();
    }
}
