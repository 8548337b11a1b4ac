package dev.mcpauthfix.client.springai;

import dev.mcpauthfix.client.Program;
import dev.mcpauthfix.client.Server;
import java.util.Map;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A Spring Boot application with one MCP connection among its properties, and nothing else. */
@SpringBootApplication
public class SpringAiClient {

    /** See {@link Program}. */
    public static void main(String[] args) {
        Program.run(args, SpringAiClient::countTools);
    }

    private static int countTools(Server server) {
        SpringApplication application = new SpringApplication(SpringAiClient.class);
        application.setDefaultProperties(properties(server));
        try (ConfigurableApplicationContext context = application.run()) {
            return context.getBean(ToolCallbackProvider.class).getToolCallbacks().length;
        }
    }

    private static Map<String, Object> properties(Server server) {
        String connection =
                "spring.ai.mcp.client." + (server.sse() ? "sse" : "streamable-http") + ".connections.notes.";
        return Map.of(
                connection + "url",
                server.base(),
                connection + (server.sse() ? "sse-endpoint" : "endpoint"),
                server.endpoint(),
                "spring.ai.mcp.client.request-timeout",
                server.timeout().toSeconds() + "s",
                "spring.main.web-application-type",
                "none",
                "spring.main.banner-mode",
                "off",
                "logging.level.root",
                "off");
    }
}
