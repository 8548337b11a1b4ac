package dev.mcpauthfix.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientProxiesTest {

    private static final URI TOKEN_ENDPOINT = URI.create("https://login.example/token");
    private static final Proxy PROXY =
            new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example", 3128));

    @Test
    void asksTheClientForTheWayToAHostThatItDoesNotResolve() {
        List<InetSocketAddress> asked = new ArrayList<>();

        ClientProxies proxies = new ClientProxies(target -> {
            asked.add(target);
            return PROXY;
        });

        assertThat(proxies.select(TOKEN_ENDPOINT)).containsExactly(PROXY);
        assertThat(asked).containsExactly(InetSocketAddress.createUnresolved("login.example", 443));
    }

    @Test
    void areThePlatformsWhereTheClientHasNone() {
        assertThat(new ClientProxies(target -> null).select(TOKEN_ENDPOINT))
                .isEqualTo(ProxySelector.getDefault().select(TOKEN_ENDPOINT));
    }

    @Test
    void areThePlatformsWhereTheClientHidesThem() {
        ClientProxies hidden = new ClientProxies(target -> {
            throw new NoSuchMethodError("of another version");
        });

        assertThat(hidden.select(TOKEN_ENDPOINT))
                .isEqualTo(ProxySelector.getDefault().select(TOKEN_ENDPOINT));
    }
}
