package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.report.Count;
import dev.mcpauthfix.cli.report.Findings;
import dev.mcpauthfix.cli.report.Input;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was read, and what of it could not be. */
final class InputSection {

    /** More names than these say nothing to a reader. */
    private static final int SHOWN = 3;

    private final Markup page;

    private InputSection(Markup page) {
        this.page = page;
    }

    static void write(Findings findings, Markup page) {
        page.line().open("section").element("h2", "What was read");
        page.open("dl", "class", "facts");
        new InputSection(page).facts(findings);
        page.close();
        for (String unreadable : findings.input().unreadable()) {
            page.element("p", unreadable, "class", "warning");
        }
        page.close();
    }

    private void facts(Findings findings) {
        Input input = findings.input();
        fact("Audit files", Words.count(input.files().size()), some(input.files(), SHOWN));
        fact("Lines", Words.count(input.lines()), Words.bytes(input.bytes()));
        fact("Lines that count for nothing", Words.count(input.lines() - input.counted()), notCounted(input));
        fact("Lines dropped by the agents", Words.count(input.dropped()), null);
        Instant from = findings.period().from();
        Instant to = findings.period().to();
        if (from != null && to != null) {
            fact(
                    "Period",
                    Moments.minute(from),
                    "to " + Moments.minute(to) + " UTC, " + Moments.length(findings.period()));
        }
        if (findings.fleet().jvms() > 0) {
            fact("JVMs", Words.count(findings.fleet().jvms()), null);
        }
        counts("Agent version", findings.fleet().agents());
        counts("Settings", findings.fleet().settings());
    }

    private static @Nullable String notCounted(Input input) {
        List<String> parts = new ArrayList<>();
        part(parts, input.torn(), "torn");
        part(parts, input.foreign(), "foreign");
        part(parts, input.empty(), "empty");
        part(parts, input.tooLong(), "too long");
        return parts.isEmpty() ? null : String.join(", ", parts);
    }

    private static void part(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(Words.count(count) + " " + what);
        }
    }

    /** One of a kind by its name, several by their number. */
    private void counts(String what, List<Count> counts) {
        if (counts.size() == 1) {
            fact(what, counts.get(0).name(), null);
        } else if (!counts.isEmpty()) {
            List<String> names = counts.stream()
                    .map(count -> count.name() + " (" + Words.count(count.count(), "line") + ")")
                    .toList();
            fact(what + (what.endsWith("s") ? "" : "s"), counts.size() + " different", some(names, SHOWN));
        }
    }

    private static @Nullable String some(List<String> names, int shown) {
        if (names.isEmpty()) {
            return null;
        }
        String first = String.join(", ", names.subList(0, Math.min(shown, names.size())));
        return names.size() > shown ? first + " and " + Words.count(names.size() - shown) + " more" : first;
    }

    private void fact(String name, String value, @Nullable String more) {
        page.open("div").element("dt", name).open("dd").text(value);
        if (more != null) {
            page.text(" ").element("small", more);
        }
        page.close().close();
    }
}
