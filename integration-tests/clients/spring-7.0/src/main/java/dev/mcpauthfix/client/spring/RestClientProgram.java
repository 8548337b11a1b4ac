package dev.mcpauthfix.client.spring;

import dev.mcpauthfix.client.Conversation;
import dev.mcpauthfix.client.Program;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/** Lists the tools of a server with Spring's RestClient; {@code --engine} names the library that it sends with. */
public final class RestClientProgram {

    private RestClientProgram() {}

    /** See {@link Program}. */
    public static void main(String[] args) {
        Program.run(args, server -> {
            RestClient client = RestClient.builder()
                    .requestFactory(Factories.of(server.engine()))
                    .build();
            return Conversation.countTools((headers, message) -> {
                ResponseEntity<String> answer = client.post()
                        .uri(server.url())
                        .headers(own -> headers.forEach(own::set))
                        .body(message)
                        .retrieve()
                        .toEntity(String.class);
                return new Conversation.Answer(answer.getHeaders().getFirst("Mcp-Session-Id"), answer.getBody());
            });
        });
    }
}
