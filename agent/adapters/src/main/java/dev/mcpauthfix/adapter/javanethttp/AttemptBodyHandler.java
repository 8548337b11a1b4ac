package dev.mcpauthfix.adapter.javanethttp;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;

/**
 * Stands before the application's body handler for one attempt, so that a 401 can be held back before the application sees any
 * of it. Its type is also the mark by which our own sends are told from the application's.
 */
final class AttemptBodyHandler<T> implements BodyHandler<T> {

    private final Attempt<T> attempt;

    AttemptBodyHandler(Attempt<T> attempt) {
        this.attempt = attempt;
    }

    boolean isFirst() {
        return attempt.isFirst();
    }

    ChallengedExchange<T> exchange() {
        return attempt.exchange();
    }

    @Override
    public BodySubscriber<T> apply(ResponseInfo response) {
        return attempt.receive(response);
    }
}
