package dev.mcpauthfix.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompatibilityPageTest {

    private static final String EMPTY =
            "Above\n" + CompatibilityPage.BEGIN + "\n" + CompatibilityPage.END + "\nBelow\n";

    private static final RealClient FIRST = RealClients.all().get(0);

    @Test
    void theCommittedPageHasARowForEveryClientAndNoOther() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "compatibility.md"));
        String section = page.substring(page.indexOf(CompatibilityPage.BEGIN), page.indexOf(CompatibilityPage.END));

        List<String> rows =
                section.lines().filter(line -> line.startsWith("| ")).skip(1).toList();

        assertThat(rows).hasSameSizeAs(RealClients.all());
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i))
                    .as("run scripts/compatibility")
                    .startsWith(CompatibilityPage.start(RealClients.all().get(i)));
        }
    }

    @Test
    void keepsEverythingOutsideTheTable() {
        String page = CompatibilityPage.rewrite(EMPTY, List.of());

        assertThat(page).startsWith("Above\n").endsWith("\nBelow\n");
        assertThat(CompatibilityPage.rewrite(page, List.of())).isEqualTo(page);
    }

    @Test
    void saysWhatWasSeenOnEveryJdkOnce() {
        String page = CompatibilityPage.rewrite(
                EMPTY,
                List.of(
                        outcome(17, false, "✗ A: b caused by C: d"),
                        outcome(25, false, "✗ A: b caused by C: d"),
                        outcome(17, true, "✓ Connected, 2 tools"),
                        outcome(25, true, "✓ Connected, 2 tools")));

        assertThat(page).contains(CompatibilityPage.start(FIRST) + " 17, 25 | `✗ A: b` | `✓ Connected, 2 tools` | 1 |");
    }

    @Test
    void hidesNoFailure() {
        String page = CompatibilityPage.rewrite(
                EMPTY, List.of(outcome(17, true, "✓ Connected, 2 tools"), outcome(25, true, "✗ A: b")));

        assertThat(page).contains(" 17, 25 | not run | `✓ Connected, 2 tools`, `✗ A: b` | 1 |");
    }

    @Test
    void keepsTheRowsOfClientsThatWereNotRun() {
        String full = CompatibilityPage.rewrite(EMPTY, List.of(outcome(17, true, "✓ Connected, 2 tools")));

        assertThat(CompatibilityPage.rewrite(full, List.of())).isEqualTo(full);
        assertThat(CompatibilityPage.rewrite(full, List.of(outcome(25, true, "✗ A: b"))))
                .contains(CompatibilityPage.start(FIRST) + " 25 | not run | `✗ A: b` | 1 |");
    }

    @Test
    void wantsItsMarkers() {
        assertThatIllegalArgumentException().isThrownBy(() -> CompatibilityPage.rewrite("", List.of()));
    }

    private static Outcome outcome(int jdk, boolean agent, String said) {
        return new Outcome(FIRST.toString(), jdk, "founding", agent, said, agent ? 1 : 0);
    }
}
