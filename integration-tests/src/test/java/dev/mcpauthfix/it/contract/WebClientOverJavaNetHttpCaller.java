package dev.mcpauthfix.it.contract;

import java.net.http.HttpClient;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;

/** Calls through Spring's {@code WebClient} on {@code java.net.http}: two libraries that the agent knows, one above the other. */
final class WebClientOverJavaNetHttpCaller extends WebClientCaller {

    @Override
    ClientHttpConnector connector(Call.Client options) {
        return new JdkClientHttpConnector(HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.valueOf(options.redirects().name()))
                .build());
    }
}
