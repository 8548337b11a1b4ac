package dev.mcpauthfix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

    private static boolean admits(String arguments, String uri) {
        LiveSettings settings = new LiveSettings(arguments, Files::readAllLines, Clock.systemUTC());
        assertThat(settings.load()).isEmpty();
        return settings.rules().admits(URI.create(uri));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            scope=a                                          | https://mcp.example.com/mcp | true
            servers=mcp.example.com                          | https://mcp.example.com/mcp | true
            servers=mcp.example.com                          | https://other.example/mcp   | false
            servers.deny=mcp.example.com                     | https://mcp.example.com/mcp | false
            servers.deny=mcp.example.com                     | https://other.example/mcp   | true
            servers=*.example.com;servers.deny=b.example.com | https://a.example.com/mcp   | true
            servers=*.example.com;servers.deny=b.example.com | https://b.example.com/mcp   | false
            servers=b.example.com;servers.deny=*.example.com | https://b.example.com/mcp   | false
            servers=b.example.com;servers.deny=[::1]         | http://[0::1]:8080/mcp      | false
            """)
    void admitsWhatIsListedAndNothingThatIsDenied(String arguments, String uri, boolean admitted) {
        assertThat(admits(arguments, uri)).isEqualTo(admitted);
    }

    /** The engine never sends a token there. */
    @Test
    void admitsWhatHasNoHostThatItCouldCompare() {
        assertThat(admits("servers=mcp.example.com", "http://mcp_server:8080/mcp"))
                .isTrue();
    }
}
