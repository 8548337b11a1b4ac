package dev.mcpauthfix.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.eclipse.jetty.client.StringRequestContent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;

/** One POST on one HTTP stack, waited for; the traffic is told by the {@code Accept} header alone. */
interface Stack {

    String BODY = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    String JSON = "application/json";

    /** Answers the status. */
    int post(URI uri, String accept) throws Exception;

    /** A stack by its name. */
    static Stack named(String name) throws Exception {
        return switch (name) {
            case "java.net.http" -> javaNetHttp();
            case "okhttp" -> okHttp();
            case "webclient" -> webClient();
            case "vertx" -> vertx();
            case "apache5" -> apache5();
            case "apache4" -> apache4();
            case "jetty" -> jetty();
            case "reactor-netty" -> reactorNetty();
            case "httpurlconnection" -> httpUrlConnection();
            case "ktor" -> new KtorStack();
            default -> throw new IllegalArgumentException("no stack " + name);
        };
    }

    private static Stack javaNetHttp() {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return (uri, accept) -> client.send(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", JSON)
                                .header("Accept", accept)
                                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .statusCode();
    }

    private static Stack okHttp() {
        OkHttpClient client = new OkHttpClient();
        MediaType type = MediaType.get(JSON);
        return (uri, accept) -> {
            Request request = new Request.Builder()
                    .url(uri.toString())
                    .header("Accept", accept)
                    .post(RequestBody.create(BODY.getBytes(StandardCharsets.UTF_8), type))
                    .build();
            try (Response response = client.newCall(request).execute()) {
                response.body().bytes();
                return response.code();
            }
        };
    }

    private static Stack reactorNetty() {
        reactor.netty.http.client.HttpClient client = reactor.netty.http.client.HttpClient.create();
        return (uri, accept) -> {
            Integer status = client.headers(
                            headers -> headers.set("Content-Type", JSON).set("Accept", accept))
                    .post()
                    .uri(uri)
                    .send(ByteBufFlux.fromString(Mono.just(BODY)))
                    .responseSingle((response, body) -> body.asByteArray()
                            .defaultIfEmpty(new byte[0])
                            .map(unread -> response.status().code()))
                    .block();
            return status == null ? 0 : status;
        };
    }

    private static Stack webClient() {
        WebClient client = WebClient.create();
        return (uri, accept) -> {
            Integer status = client.post()
                    .uri(uri)
                    .header("Content-Type", JSON)
                    .header("Accept", accept)
                    .bodyValue(BODY)
                    .exchangeToMono(response -> response.releaseBody()
                            .thenReturn(response.statusCode().value()))
                    .block();
            return status == null ? 0 : status;
        };
    }

    private static Stack vertx() {
        io.vertx.core.http.HttpClient client = Vertx.vertx().createHttpClient();
        return (uri, accept) -> client.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setAbsoluteURI(uri.toString())
                        .putHeader("Content-Type", JSON)
                        .putHeader("Accept", accept))
                // Within: a body that nobody has asked for yet is lost, should this thread be late.
                .compose(request ->
                        request.send(BODY).compose(response -> response.body().map(body -> response.statusCode())))
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    private static Stack apache5() {
        CloseableHttpClient client = HttpClients.createDefault();
        return (uri, accept) -> {
            HttpPost post = new HttpPost(uri);
            post.setHeader("Accept", accept);
            post.setEntity(new StringEntity(BODY, ContentType.APPLICATION_JSON));
            return client.execute(post, response -> {
                response.getEntity().getContent().readAllBytes();
                return response.getCode();
            });
        };
    }

    private static Stack apache4() {
        org.apache.http.impl.client.CloseableHttpClient client =
                org.apache.http.impl.client.HttpClients.createDefault();
        return (uri, accept) -> {
            org.apache.http.client.methods.HttpPost post = new org.apache.http.client.methods.HttpPost(uri);
            post.setHeader("Accept", accept);
            post.setEntity(
                    new org.apache.http.entity.StringEntity(BODY, org.apache.http.entity.ContentType.APPLICATION_JSON));
            try (var response = client.execute(post)) {
                response.getEntity().getContent().readAllBytes();
                return response.getStatusLine().getStatusCode();
            }
        };
    }

    private static Stack jetty() throws Exception {
        org.eclipse.jetty.client.HttpClient client = new org.eclipse.jetty.client.HttpClient();
        client.start();
        return (uri, accept) -> client.POST(uri)
                .headers(headers -> headers.put("Accept", accept))
                .body(new StringRequestContent(JSON, BODY))
                .send()
                .getStatus();
    }

    private static Stack httpUrlConnection() {
        return (uri, accept) -> {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", JSON);
            connection.setRequestProperty("Accept", accept);
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(BODY.getBytes(StandardCharsets.UTF_8));
            }
            return read(connection);
        };
    }

    private static int read(HttpURLConnection connection) throws IOException {
        try (InputStream in = connection.getInputStream()) {
            in.readAllBytes();
            return connection.getResponseCode();
        }
    }
}
