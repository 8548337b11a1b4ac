package dev.mcpauthfix.runtime.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.EventType;
import jdk.jfr.Recording;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecordsTest {

    private static final int MOST_COLLECTIONS = 50;

    @TempDir
    private Path folder;

    @Test
    void recordsEachKindButTheAgentsOwn() throws IOException {
        try (Recording recording = started();
                FlightRecords records = new FlightRecords()) {
            for (Occurrence.Kind kind : Occurrence.Kind.values()) {
                records.accept(Occurrences.of(kind));
            }

            assertThat(events(recording))
                    .extracting(event -> event.getEventType().getName())
                    .containsExactlyInAnyOrder(
                            "mcpauthfix.Challenge",
                            "mcpauthfix.Observation",
                            "mcpauthfix.Metadata",
                            "mcpauthfix.Discovery",
                            "mcpauthfix.Registration",
                            "mcpauthfix.Token",
                            "mcpauthfix.Retry",
                            "mcpauthfix.Fault");
        }
    }

    @Test
    void recordsWhatAnOccurrenceHolds() throws IOException {
        try (Recording recording = started();
                FlightRecords records = new FlightRecords()) {
            records.accept(Occurrences.refused());
            records.accept(Occurrences.of(Occurrence.Kind.TOKEN));

            RecordedEvent challenge = event(recording, "mcpauthfix.Challenge");
            assertThat(challenge.getString("server")).isEqualTo(Occurrences.SERVER);
            assertThat(challenge.getString("rung")).isEqualTo("server-metadata-origin");
            assertThat(challenge.getString("decision")).isEqualTo("retry");
            assertThat(challenge.getString("reason")).isEqualTo("its 401 names no metadata");
            assertThat(challenge.getInt("statusBefore")).isEqualTo(401);
            assertThat(challenge.getInt("statusAfter")).isZero();
            assertThat(challenge.getInt("requests")).isEqualTo(3);
            assertThat(challenge.getDuration("took")).isEqualTo(Duration.ofMillis(412));
            assertThat(challenge.getStackTrace()).isNull();

            RecordedEvent token = event(recording, "mcpauthfix.Token");
            assertThat(token.getString("rung")).isNull();
            assertThat(token.getString("reason")).isNull();
        }
    }

    @Test
    void explainsEachEventAndFieldToWhoeverReadsARecording() throws IOException {
        try (Recording recording = started();
                FlightRecords records = new FlightRecords()) {
            records.accept(Occurrences.refused());

            EventType type = event(recording, "mcpauthfix.Challenge").getEventType();
            assertThat(type.getLabel()).isEqualTo("Challenge");
            assertThat(type.getDescription()).isNotEmpty();
            assertThat(type.getCategoryNames()).containsExactly("MCP", "mcp-auth-fix");
            assertThat(type.getFields().stream()
                            .filter(field -> field.getDescription() != null)
                            .map(ValueDescriptor::getName))
                    .contains(
                            "server", "rung", "decision", "reason", "statusBefore", "statusAfter", "requests", "took");
        }
    }

    @Test
    void recordsInARecordingThatStartedLater() throws IOException {
        try (FlightRecords records = new FlightRecords()) {
            records.accept(Occurrences.refused());
            try (Recording recording = started()) {
                records.accept(Occurrences.challenge("later"));

                assertThat(event(recording, "mcpauthfix.Challenge").getString("reason"))
                        .isEqualTo("later");
            }
        }
    }

    @Test
    void recordsNothingThatTheRecordingDoesNotWant() throws IOException {
        try (Recording recording = new Recording();
                FlightRecords records = new FlightRecords()) {
            recording.disable("mcpauthfix.Challenge");
            recording.start();
            records.accept(Occurrences.refused());
            records.accept(Occurrences.of(Occurrence.Kind.RETRY));

            assertThat(events(recording))
                    .extracting(event -> event.getEventType().getName())
                    .containsExactly("mcpauthfix.Retry");
        }
    }

    @Test
    void recordsNothingAfterItsEnd() throws IOException {
        try (Recording recording = started()) {
            FlightRecords records = new FlightRecords();
            records.accept(Occurrences.challenge("before"));
            records.close();
            records.accept(Occurrences.challenge("after"));

            assertThat(event(recording, "mcpauthfix.Challenge").getString("reason"))
                    .isEqualTo("before");
        }
    }

    @Test
    void leavesAFlightRecorderAsleepThatNobodyHasWoken() throws Exception {
        String output = ForkedJvm.start(List.of("-Xlog:class+load"), JvmWithoutRecording.class)
                .output();

        assertThat(output).contains("no harm done").doesNotContain("jdk.jfr.internal", "FlightEvents");
    }

    @Test
    void doesNoHarmInAJvmWithoutOne() throws Exception {
        String output = ForkedJvm.start(List.of("--limit-modules", "java.base"), JvmWithoutRecording.class)
                .output();

        assertThat(output).isEqualToIgnoringNewLines("no harm done");
    }

    @Test
    void leavesNothingThatHoldsItsClassLoaderThoughTheRecordingGoesOn() throws Exception {
        try (Recording recording = started()) {
            WeakReference<ClassLoader> loader = recordedFromALoaderOfItsOwn();
            for (int i = 0; i < MOST_COLLECTIONS && loader.get() != null; i++) {
                System.gc();
            }

            assertThat(loader.get() == null).as("the class loader is gone").isTrue();
            assertThat(event(recording, "mcpauthfix.Challenge").getString("reason"))
                    .isEqualTo("from elsewhere");
        }
    }

    private static WeakReference<ClassLoader> recordedFromALoaderOfItsOwn() throws Exception {
        URL[] place = {ForkedJvm.place(FlightRecords.class).toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(place, ClassLoader.getPlatformClassLoader())) {
            Class<?> records = loader.loadClass(FlightRecords.class.getName());
            Class<?> occurrence = loader.loadClass(Occurrence.class.getName());
            Class<?> kind = loader.loadClass(Occurrence.Kind.class.getName());
            assertThat(records.getClassLoader()).isSameAs(loader);
            Object instance = records.getConstructor().newInstance();
            for (Object each : kind.getEnumConstants()) {
                Object happened = plain(occurrence)
                        .newInstance(
                                Instant.EPOCH, each, null, null, "retry", "from elsewhere", 401, 0, 1, Duration.ZERO);
                records.getMethod("accept", occurrence).invoke(instance, happened);
            }
            records.getMethod("close").invoke(instance);
            return new WeakReference<>(loader);
        }
    }

    private static Constructor<?> plain(Class<?> occurrence) {
        return Stream.of(occurrence.getConstructors())
                .min(Comparator.comparing(Constructor::getParameterCount))
                .orElseThrow();
    }

    private static Recording started() {
        Recording recording = new Recording();
        recording.start();
        return recording;
    }

    private RecordedEvent event(Recording recording, String name) throws IOException {
        List<RecordedEvent> events = events(recording).stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private List<RecordedEvent> events(Recording recording) throws IOException {
        Path file = folder.resolve("of.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("mcpauthfix."))
                .toList();
    }
}
