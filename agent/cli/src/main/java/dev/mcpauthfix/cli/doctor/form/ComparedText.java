package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.cli.doctor.Diagnosis;
import dev.mcpauthfix.cli.text.TextLines;
import dev.mcpauthfix.runtime.probe.LadderEnd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Strict discovery beside lenient discovery, for those who decide between them. */
public final class ComparedText {

    private static final String NOTHING = "nothing";

    private ComparedText() {}

    /** Several lines: how far each came, and with how many requests. */
    public static String of(Diagnosis diagnosis) {
        LadderEnd strict = diagnosis.survey().strict();
        LadderEnd lenient = diagnosis.survey().lenient();
        TextLines lines = new TextLines();
        lines.sentence(0, diagnosis.sentence());
        lines.heading("Strict beside lenient discovery (discovery=strict, discovery=lenient)");
        lines.table(
                2,
                List.of(
                        List.of("", "strict", "lenient"),
                        List.of("authorization server found by", rung(strict), rung(lenient)),
                        List.of("issuer", issuer(strict), issuer(lenient)),
                        List.of("requests", requests(strict), requests(lenient))));
        stop(lines, "strict", strict);
        stop(lines, "lenient", lenient);
        return lines.toString();
    }

    private static String rung(@Nullable LadderEnd end) {
        return end == null || end.rung() == null ? NOTHING : end.rung().toString();
    }

    private static String issuer(@Nullable LadderEnd end) {
        return end == null || end.issuer().isEmpty() ? "-" : TextLines.cut(end.issuer(), 30);
    }

    private static String requests(@Nullable LadderEnd end) {
        return end == null ? "0" : String.valueOf(end.requests());
    }

    private static void stop(TextLines lines, String name, @Nullable LadderEnd end) {
        if (end != null && !end.isFound()) {
            lines.item(2, name + " stopped: " + end.reason());
        }
    }
}
