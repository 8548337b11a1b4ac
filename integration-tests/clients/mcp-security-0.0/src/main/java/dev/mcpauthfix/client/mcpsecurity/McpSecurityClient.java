package dev.mcpauthfix.client.mcpsecurity;

import dev.mcpauthfix.client.Program;
import dev.mcpauthfix.client.Server;
import io.modelcontextprotocol.client.transport.customizer.McpSyncHttpClientRequestCustomizer;
import java.util.HashMap;
import java.util.Map;
import org.springaicommunity.mcp.security.client.sync.AuthenticationMcpTransportContextProvider;
import org.springaicommunity.mcp.security.client.sync.oauth2.http.client.OAuth2AuthorizationCodeSyncHttpRequestCustomizer;
import org.springaicommunity.mcp.security.client.sync.oauth2.http.client.OAuth2ClientCredentialsSyncHttpRequestCustomizer;
import org.springframework.ai.mcp.customizer.McpSyncClientCustomizer;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/**
 * A Spring Boot application as the project's readme has it: a client registered beforehand, the authorization server by its issuer, and the
 * request customizer that adds the token. The engine is the grant, in Spring's words; the client is in {@code CLIENT_ID} and {@code CLIENT_SECRET}.
 */
@SpringBootApplication
public class McpSecurityClient {

    private static final String REGISTRATION = "notes";

    /** See {@link Program}. */
    public static void main(String[] args) {
        Program.run(args, McpSecurityClient::countTools);
    }

    private static int countTools(Server server) {
        SpringApplication application = new SpringApplication(McpSecurityClient.class);
        application.setDefaultProperties(properties(server));
        try (ConfigurableApplicationContext context = application.run()) {
            return context.getBean(ToolCallbackProvider.class).getToolCallbacks().length;
        }
    }

    @Bean
    McpSyncHttpClientRequestCustomizer token(
            ClientRegistrationRepository registrations,
            OAuth2AuthorizedClientService clients,
            @Value("${grant}") String grant) {
        AuthorizedClientServiceOAuth2AuthorizedClientManager manager =
                new AuthorizedClientServiceOAuth2AuthorizedClientManager(registrations, clients);
        return grant.equals("client_credentials")
                ? new OAuth2ClientCredentialsSyncHttpRequestCustomizer(manager, REGISTRATION)
                : new OAuth2AuthorizationCodeSyncHttpRequestCustomizer(manager, REGISTRATION);
    }

    @Bean
    McpSyncClientCustomizer whoAsks() {
        return (name, client) -> client.transportContextProvider(new AuthenticationMcpTransportContextProvider());
    }

    private static Map<String, Object> properties(Server server) {
        Map<String, Object> properties = new HashMap<>();
        String connection = "spring.ai.mcp.client.streamable-http.connections.notes.";
        properties.put(connection + "url", server.base());
        properties.put(connection + "endpoint", server.endpoint());
        properties.put("spring.ai.mcp.client.request-timeout", server.timeout().toSeconds() + "s");
        String registration = "spring.security.oauth2.client.registration." + REGISTRATION + ".";
        properties.put(registration + "client-id", "${CLIENT_ID}");
        properties.put(registration + "client-secret", "${CLIENT_SECRET}");
        properties.put(registration + "authorization-grant-type", server.engine());
        properties.put(registration + "redirect-uri", server.base() + "/nobody-listens");
        properties.put("spring.security.oauth2.client.provider." + REGISTRATION + ".issuer-uri", server.base());
        properties.put("grant", server.engine());
        properties.put("spring.main.web-application-type", "none");
        properties.put("spring.main.banner-mode", "off");
        properties.put("logging.level.root", "off");
        return properties;
    }
}
