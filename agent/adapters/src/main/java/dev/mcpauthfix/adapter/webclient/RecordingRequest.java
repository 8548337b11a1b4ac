package dev.mcpauthfix.adapter.webclient;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import reactor.core.publisher.Mono;

/** What the application's body is written to: it passes on to the connector, and is remembered if it comes in one piece. */
final class RecordingRequest extends ClientHttpRequestDecorator {

    private final SentBody body;

    RecordingRequest(ClientHttpRequest request, SentBody body) {
        super(request);
        this.body = body;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> content) {
        if (!(content instanceof Mono<? extends DataBuffer> piece)) {
            return super.writeWith(content);
        }
        body.rememberHeaders(getHeaders());
        return super.writeWith(piece.doOnNext(body::remember));
    }

    @Override
    public Mono<Void> setComplete() {
        body.rememberHeaders(getHeaders());
        body.rememberNothing();
        return super.setComplete();
    }
}
