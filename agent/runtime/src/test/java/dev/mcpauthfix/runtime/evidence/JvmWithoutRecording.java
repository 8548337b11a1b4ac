package dev.mcpauthfix.runtime.evidence;

/** A JVM in which no recording runs; it says what came of an occurrence. */
final class JvmWithoutRecording {

    private JvmWithoutRecording() {}

    public static void main(String[] arguments) {
        try (FlightRecords records = new FlightRecords()) {
            for (Occurrence.Kind kind : Occurrence.Kind.values()) {
                records.accept(Occurrences.of(kind));
                records.accept(Occurrences.of(kind));
            }
        }
        System.out.println("no harm done");
    }
}
