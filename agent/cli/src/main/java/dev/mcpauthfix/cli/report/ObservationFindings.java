package dev.mcpauthfix.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code mode=observe} found out beside the refused calls.
 *
 * @param verdict the latest: {@code would-heal}, {@code needs-login}, {@code not-oauth} or {@code broken}
 * @param missing what the latest lacks: {@code consent}, {@code client id}, both; null for nothing
 * @param reason why the latest is as it is; null where the line does not say
 * @param verdicts how often each verdict was given, most frequent first
 */
public record ObservationFindings(
        String verdict, @Nullable String missing, @Nullable String reason, List<Count> verdicts) {

    public ObservationFindings {
        verdicts = List.copyOf(verdicts);
    }
}
