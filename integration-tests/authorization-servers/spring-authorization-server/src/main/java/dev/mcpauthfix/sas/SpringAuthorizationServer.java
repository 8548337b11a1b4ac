package dev.mcpauthfix.sas;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.server.authorization.OAuth2ClientRegistration;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.converter.OAuth2ClientRegistrationRegisteredClientConverter;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Spring Authorization Server as its own guide configures it, with open client registration. It prints "listening PORT" once it
 * serves; POST /test/forget?client=ID drops a client.
 */
@SpringBootApplication
@RestController
public class SpringAuthorizationServer {

    private final Clients clients = new Clients();

    public static void main(String[] args) {
        SpringApplication.run(SpringAuthorizationServer.class, args);
    }

    @EventListener
    void listening(ServletWebServerInitializedEvent event) {
        System.out.println("listening " + event.getWebServer().getPort());
    }

    @PostMapping("/test/forget")
    void forget(@RequestParam("client") String clientId) {
        clients.forget(clientId);
    }

    @Bean
    RegisteredClientRepository clients() {
        return clients;
    }

    @Bean
    @Order(1)
    SecurityFilterChain authorizationServer(HttpSecurity http) throws Exception {
        http.oauth2AuthorizationServer(server -> {
            http.securityMatcher(server.getEndpointsMatcher());
            server.clientRegistrationEndpoint(registration -> registration
                    .openRegistrationAllowed(true)
                    .authenticationProviders(providers -> providers.forEach(provider -> {
                        if (provider instanceof OAuth2ClientRegistrationAuthenticationProvider registrar) {
                            registrar.setRegisteredClientConverter(SpringAuthorizationServer::withScope);
                        }
                    })));
            server.oidc(Customizer.withDefaults());
        });
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers("/oauth2/register").permitAll().anyRequest().authenticated())
                .exceptionHandling(failure -> failure.defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint("/login"),
                        new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
                .build();
    }

    /** By itself a client that registers has no scope, and a consent to none is taken for a refusal. */
    private static RegisteredClient withScope(OAuth2ClientRegistration registration) {
        RegisteredClient client = new OAuth2ClientRegistrationRegisteredClientConverter().convert(registration);
        return RegisteredClient.from(client).scope("mcp:tools").build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers("/test/**").permitAll().anyRequest().authenticated())
                .csrf(csrf -> csrf.ignoringRequestMatchers("/test/**"))
                .formLogin(Customizer.withDefaults())
                .build();
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(
                User.withUsername("ada").password("{noop}lovelace-1815").roles("USER").build());
    }

    @Bean
    JWKSource<SecurityContext> keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        RSAKey key = new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .privateKey((RSAPrivateKey) pair.getPrivate())
                .keyID("1")
                .build();
        return new ImmutableJWKSet<>(new JWKSet(key));
    }

    /** In memory, and able to forget, which Spring's own is not. */
    private static final class Clients implements RegisteredClientRepository {

        private final Map<String, RegisteredClient> byId = new ConcurrentHashMap<>();

        @Override
        public void save(RegisteredClient client) {
            byId.put(client.getId(), client);
        }

        @Override
        public RegisteredClient findById(String id) {
            return byId.get(id);
        }

        @Override
        public RegisteredClient findByClientId(String clientId) {
            return byId.values().stream()
                    .filter(client -> client.getClientId().equals(clientId))
                    .findAny()
                    .orElse(null);
        }

        void forget(String clientId) {
            byId.values().removeIf(client -> client.getClientId().equals(clientId));
        }
    }
}
