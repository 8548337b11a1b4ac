package dev.mcpauthfix.cli.page;

import dev.mcpauthfix.engine.json.JsonObject;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The DevTools protocol: numbered calls with an answer each, and events in between. */
public final class DevTools implements WebSocket.Listener {

    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
    private final List<JsonObject> events = new CopyOnWriteArrayList<>();
    private final StringBuilder message = new StringBuilder();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

    void use(WebSocket connected) {
        socket.complete(connected);
    }

    /** One call and its answer; an error is an AssertionError. */
    JsonObject call(@Nullable String session, String method, Map<String, ?> parameters) {
        String answer = send(session, method, parameters);
        JsonObject parsed = JsonObject.parse(answer).orElseThrow();
        return parsed.object("result").orElseThrow(() -> new AssertionError(method + ": " + answer));
    }

    /** One call to the browser itself, and one text of its answer. */
    String ask(String method, Map<String, ?> parameters, String name) {
        return Objects.requireNonNull(call(null, method, parameters).string(name));
    }

    /** The bytes in a call's answer, which may be far longer than what {@link JsonObject} takes. */
    byte[] data(@Nullable String session, String method, Map<String, ?> parameters) {
        String answer = send(session, method, parameters);
        int start = answer.indexOf("\"data\":\"");
        if (start < 0) {
            throw new AssertionError(method + ": " + answer);
        }
        start += "\"data\":\"".length();
        return Base64.getDecoder().decode(answer.substring(start, answer.indexOf('"', start)));
    }

    private String send(@Nullable String session, String method, Map<String, ?> parameters) {
        long id = ids.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.put(id, answer);
        Map<String, @Nullable Object> call =
                new LinkedHashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (session != null) {
            call.put("sessionId", session);
        }
        socket.join().sendText(JsonObject.of(call).toJson(), true).join();
        return answer.orTimeout(Chromium.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** The events of a tab with one of these names, as JSON. */
    List<String> events(String session, List<String> names) {
        List<String> found = new ArrayList<>();
        for (JsonObject event : events) {
            if (session.equals(event.string("sessionId")) && names.contains(event.string("method"))) {
                found.add(event.toJson());
            }
        }
        return found;
    }

    /** Waits until such an event has come. */
    void await(String session, String name) {
        long end = System.nanoTime() + Chromium.PATIENCE.toNanos();
        synchronized (events) {
            while (events(session, List.of(name)).isEmpty()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("no " + name);
                }
                try {
                    events.wait(left);
                } catch (InterruptedException interrupted) {
                    throw new AssertionError(interrupted);
                }
            }
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            take(message.toString());
            message.setLength(0);
        }
        from.request(1);
        return null;
    }

    /** An answer begins with its number; everything else is an event. */
    private void take(String text) {
        if (text.startsWith("{\"id\":")) {
            long id = Long.parseLong(text.substring(6, text.indexOf(',')));
            CompletableFuture<String> waiting = answers.remove(id);
            if (waiting != null) {
                waiting.complete(text);
            }
            return;
        }
        synchronized (events) {
            JsonObject.parse(text).ifPresent(events::add);
            events.notifyAll();
        }
    }
}
