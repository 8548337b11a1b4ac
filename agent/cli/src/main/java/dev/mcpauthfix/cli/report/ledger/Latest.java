package dev.mcpauthfix.cli.report.ledger;

import dev.mcpauthfix.engine.policy.ServerText;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The latest of something; of two at the same time, the one whose texts come last, so that the order of reading decides nothing. */
final class Latest {

    private static final Comparator<@Nullable String[]> BY_TEXT =
            (one, other) -> Arrays.compare(one, other, Comparator.nullsFirst(Comparator.naturalOrder()));

    private long time = -1;
    private @Nullable String[] texts = {};

    void offer(long at, @Nullable String... its) {
        if (at < time) {
            return;
        }
        @Nullable String[] plain = new @Nullable String[its.length];
        for (int i = 0; i < its.length; i++) {
            String text = its[i];
            plain[i] = text == null ? null : ServerText.plain(text);
        }
        if (at > time || BY_TEXT.compare(plain, texts) > 0) {
            time = at;
            texts = plain;
        }
    }

    /** Milliseconds since 1970, negative where there was none. */
    long time() {
        return time;
    }

    /** Null where there was none. */
    @Nullable
    String text(int which) {
        return which < texts.length ? texts[which] : null;
    }

    boolean is(String text) {
        return text.equals(text(0));
    }
}
