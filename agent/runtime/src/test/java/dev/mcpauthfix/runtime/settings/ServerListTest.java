package dev.mcpauthfix.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerListTest {

    private static boolean covers(String list, String uri) {
        return Objects.requireNonNull(ServerList.parse(list)).covers(URI.create(uri));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://mcp.example.com/mcp          | https://mcp.example.com/mcp
            https://mcp.example.com/mcp          | https://mcp.example.com/mcp/tools?session=1
            https://mcp.example.com/mcp/         | https://mcp.example.com/mcp
            https://mcp.example.com              | https://mcp.example.com/anything
            https://mcp.example.com:443/mcp      | https://mcp.example.com/mcp
            HTTPS://MCP.Example.com/mcp          | https://mcp.example.com/mcp
            https://mcp.example.com/mcp          | https://MCP.EXAMPLE.COM/mcp
            http://localhost:8080/mcp            | http://localhost:8080/mcp
            http://[::1]:8080/mcp                | http://[::1]:8080/mcp
            mcp.example.com                      | https://mcp.example.com:8443/mcp
            mcp.example.com                      | http://mcp.example.com/mcp
            MCP.example.com                      | https://mcp.Example.COM/mcp
            mcp.example.com                      | https://mcp.example.com./mcp
            mcp.example.com.                     | https://mcp.example.com/mcp
            mcp.example.com:8443                 | https://mcp.example.com:8443/mcp
            mcp.example.com:443                  | https://mcp.example.com/mcp
            mcp.example.com:080                  | http://mcp.example.com/mcp
            *.example.com                        | https://mcp.example.com/mcp
            *.example.com                        | https://deep.mcp.example.com:8443/mcp
            *.example.com                        | https://mcp.example.com./mcp
            *.EXAMPLE.com:8443                   | https://mcp.example.com:8443/mcp
            127.0.0.1                            | http://127.0.0.1:8080/mcp
            [::1]                                | http://[::1]:8080/mcp
            [::1]:8080                           | http://[::1]:8080/mcp
            [::1]                                | http://[0:0:0:0:0:0:0:1]:8080/mcp
            [2001:DB8::A]                        | https://[2001:db8:0::a]/mcp
            a.example.com  https://b.example.com | https://b.example.com/mcp
            """)
    void coversTheServersThatItNames(String list, String uri) {
        assertThat(covers(list, uri)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://mcp.example.com/mcp | https://mcp.example.com/mcpx
            https://mcp.example.com/mcp | https://mcp.example.com/
            https://mcp.example.com/mcp | https://mcp.example.com/mcp/../admin
            https://mcp.example.com/mcp | https://mcp.example.com/mcp/%2e%2e/admin
            https://mcp.example.com/mcp | https://mcp.example.com:8443/mcp
            https://mcp.example.com/mcp | http://mcp.example.com/mcp
            https://mcp.example.com/mcp | https://mcp.example.com.evil.example/mcp
            mcp.example.com             | https://example.com/mcp
            mcp.example.com             | https://mcp.example.com.evil.example/mcp
            mcp.example.com             | https://evilmcp.example.com/mcp
            mcp.example.com:8443        | https://mcp.example.com/mcp
            mcp.example.com:443         | http://mcp.example.com/mcp
            mcp.example.com:44          | https://mcp.example.com:443/mcp
            *.example.com               | https://example.com/mcp
            *.example.com               | https://evilexample.com/mcp
            *.example.com               | https://mcp.example.com.evil.example/mcp
            *.example.com               | https://evil.example/mcp.example.com
            *.example.com:8443          | https://mcp.example.com/mcp
            *.example.com:443           | https://mcp.example.com:8443/mcp
            [::1]:8080                  | http://[::1]:8081/mcp
            [::1]                       | http://[::11]/mcp
            """)
    void doesNotCover(String list, String uri) {
        assertThat(covers(list, uri)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*.",
                "*example.com",
                "mcp.*.com",
                "*.[::1]",
                "mcp.example.com/mcp",
                "mcp.example.com:",
                "mcp.example.com:0",
                "mcp.example.com:65536",
                "mcp.example.com:https",
                "mcp.example.com?",
                "mcp.example.com#a",
                "me@mcp.example.com",
                "a.example.com,b.example.com",
                "mcp_server",
                "2130706433",
                "0x7f000001",
                "[::1",
                "::1",
                "http://mcp.example.com/mcp",
                "https://mcp.example.com/mcp?a=b",
                "https://me:secret@mcp.example.com/mcp",
                "https://",
                "ftp://mcp.example.com",
                "good.example.com not_good"
            })
    void refusesNonsense(String list) {
        assertThat(ServerList.parse(list)).isNull();
    }
}
