package dev.mcpauthfix.client.spring;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;

/** Spring's request factories by the library that they send with, each as Spring makes it. */
final class Factories {

    private Factories() {}

    static ClientHttpRequestFactory of(String library) {
        return switch (library) {
            case "apache" -> new HttpComponentsClientHttpRequestFactory();
            case "simple" -> new SimpleClientHttpRequestFactory();
            default -> throw new IllegalArgumentException(library);
        };
    }
}
