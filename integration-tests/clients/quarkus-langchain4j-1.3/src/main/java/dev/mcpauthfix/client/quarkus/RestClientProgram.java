package dev.mcpauthfix.client.quarkus;

import dev.mcpauthfix.client.Conversation;
import dev.mcpauthfix.client.Program;
import dev.mcpauthfix.client.Server;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.client.SseEvent;
import org.jboss.resteasy.reactive.client.impl.ClientBuilderImpl;
import org.jboss.resteasy.reactive.client.impl.MultiInvoker;
import org.jboss.resteasy.reactive.client.impl.UniInvoker;

/**
 * Lists the tools of an HTTP+SSE server with Quarkus' REST client, as the classes do that Quarkus makes for its own HTTP+SSE transport
 * when an application is built: outside a Quarkus application that transport cannot be run.
 */
public final class RestClientProgram {

    private final Server server;
    private final Client client = new ClientBuilderImpl().build();
    private final CompletableFuture<String> messages = new CompletableFuture<>();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private RestClientProgram(Server server) {
        this.server = server;
    }

    /** See {@link Program}. */
    public static void main(String[] args) {
        Program.run(args, server -> new RestClientProgram(server).countTools());
    }

    private int countTools() throws Exception {
        client.target(server.url())
                .request("text/event-stream")
                .rx(MultiInvoker.class)
                .get(new GenericType<SseEvent<String>>() {})
                .subscribe()
                .with(this::heard, messages::completeExceptionally);
        String path = await(messages);
        return Conversation.countTools((headers, message) -> post(path, message));
    }

    private void heard(SseEvent<String> event) {
        if ("endpoint".equals(event.name())) {
            messages.complete(event.data());
        } else {
            answers.add(event.data());
        }
    }

    private Conversation.Answer post(String path, String message) throws Exception {
        Response accepted = client.target(server.url().resolve(path))
                .request()
                .rx(UniInvoker.class)
                .method("POST", Entity.json(message), Response.class)
                .await()
                .atMost(server.timeout());
        if (accepted.getStatus() >= 300) {
            throw new IllegalStateException("Unexpected status code: " + accepted.getStatus());
        }
        String answer =
                message.contains("\"id\"") ? answers.poll(server.timeout().toMillis(), TimeUnit.MILLISECONDS) : null;
        return new Conversation.Answer(null, answer);
    }

    private String await(CompletableFuture<String> endpoint) throws Exception {
        try {
            return endpoint.get(server.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof Exception own ? own : failure;
        }
    }
}
