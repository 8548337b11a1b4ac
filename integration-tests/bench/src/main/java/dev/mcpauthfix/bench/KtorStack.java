package dev.mcpauthfix.bench;

import io.ktor.client.HttpClient;
import io.ktor.client.HttpClientKt;
import io.ktor.client.engine.cio.CIO;
import io.ktor.client.request.HttpRequestBuilder;
import io.ktor.client.request.HttpRequestKt;
import io.ktor.client.statement.HttpResponse;
import io.ktor.client.statement.HttpStatement;
import io.ktor.http.ContentType;
import io.ktor.http.HttpMethod;
import io.ktor.http.content.TextContent;
import java.net.URI;
import kotlin.Unit;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;

/** Ktor's client on its own engine, from Java. */
final class KtorStack implements Stack {

    private final HttpClient client = HttpClientKt.HttpClient(CIO.INSTANCE, config -> Unit.INSTANCE);

    @Override
    public int post(URI uri, String accept) throws InterruptedException {
        HttpRequestBuilder request = new HttpRequestBuilder();
        HttpRequestKt.url(request, uri.toString());
        request.setMethod(HttpMethod.Companion.getPost());
        request.getHeaders().append("Accept", accept);
        request.setBody(new TextContent(BODY, ContentType.Application.INSTANCE.getJson(), null));
        HttpResponse response = (HttpResponse) BuildersKt.runBlocking(
                EmptyCoroutineContext.INSTANCE,
                (scope, continuation) -> new HttpStatement(request, client).execute(continuation));
        return response.getStatus().getValue();
    }
}
