package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.port.EventSink;
import java.util.ArrayList;
import java.util.List;

/** Keeps every event. */
public final class RecordingEventSink implements EventSink {

    private final List<Event> events = new ArrayList<>();

    @Override
    public synchronized void accept(Event event) {
        events.add(event);
    }

    /** All events, in order. */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** The events of a kind, in order. */
    public List<Event> of(Kind kind) {
        return events().stream().filter(event -> event.kind() == kind).toList();
    }
}
