package dev.mcpauthfix.client.spring;

import dev.mcpauthfix.client.Conversation;
import dev.mcpauthfix.client.Program;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestTemplate;

/** Lists the tools of a server with Spring's RestTemplate; {@code --engine} names the library that it sends with. */
public final class RestTemplateProgram {

    private RestTemplateProgram() {}

    /** See {@link Program}. */
    public static void main(String[] args) {
        Program.run(args, server -> {
            RestTemplate template = new RestTemplate(Factories.of(server.engine()));
            return Conversation.countTools((headers, message) -> {
                HttpHeaders own = new HttpHeaders();
                headers.forEach(own::set);
                ResponseEntity<String> answer =
                        template.exchange(server.url(), HttpMethod.POST, new HttpEntity<>(message, own), String.class);
                return new Conversation.Answer(answer.getHeaders().getFirst("Mcp-Session-Id"), answer.getBody());
            });
        });
    }
}
