package dev.mcpauthfix.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attack S8: what decides whether a token may follow a redirect. */
class OriginsTest {

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "https://mcp.test/mcp, HTTPS://MCP.test:443/other?q=1, true",
        "http://mcp.test:80/, http://mcp.test/mcp, true",
        "http://[::1]:8080/mcp, http://[::1]:8080/, true",
        "https://mcp.test/mcp, http://mcp.test/mcp, false",
        "https://mcp.test/mcp, http://mcp.test:443/mcp, false",
        "https://mcp.test/mcp, https://mcp.test:8443/mcp, false",
        "https://mcp.test/mcp, https://www.mcp.test/mcp, false",
        "https://mcp.test/mcp, https://mcp.test@elsewhere.test/mcp, false",
    })
    void tellsWhetherTwoAddressesAreOneOrigin(URI one, URI other, boolean same) {
        assertEquals(same, Origins.same(one, other));
        assertEquals(same, Origins.same(other, one));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"/mcp", "mailto:someone@mcp.test", "https:///mcp", "ws://mcp.test/mcp"})
    void whatIsNoWebAddressWithAHostHasNoOrigin(URI address) {
        assertEquals(false, Origins.same(address, address));
    }

    @Test
    void aPortThatIsNotNamedIsTheSchemes() {
        assertEquals(443, Origins.port(URI.create("HTTPS://mcp.test/mcp")));
        assertEquals(80, Origins.port(URI.create("http://mcp.test/mcp")));
        assertEquals(8443, Origins.port(URI.create("https://mcp.test:8443/mcp")));
    }
}
