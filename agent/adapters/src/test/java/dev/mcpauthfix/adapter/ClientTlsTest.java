package dev.mcpauthfix.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

class ClientTlsTest {

    @Test
    void looksUpOnceAndNotBeforeASocketIsWanted() throws Exception {
        AtomicInteger lookUps = new AtomicInteger();
        SSLSocketFactory clients = ClientTls.of(null, null);

        ClientTls tls = new ClientTls(() -> {
            lookUps.incrementAndGet();
            return clients;
        });
        assertThat(lookUps).hasValue(0);

        tls.createSocket().close();
        tls.createSocket().close();
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void isThePlatformsWhereTheClientHasNone() throws Exception {
        assertThat(new ClientTls(() -> null).getDefaultCipherSuites())
                .isEqualTo(SSLContext.getDefault().getSocketFactory().getDefaultCipherSuites());
    }

    @Test
    void isThePlatformsWhereTheClientHidesIt() throws Exception {
        ClientTls hidden = new ClientTls(() -> {
            throw new NoClassDefFoundError("of another version");
        });

        assertThat(hidden.createSocket()).isNotNull();
    }
}
