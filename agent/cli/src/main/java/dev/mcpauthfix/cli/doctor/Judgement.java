package dev.mcpauthfix.cli.doctor;

import java.util.ArrayList;
import java.util.List;

/**
 * A verdict with its words.
 *
 * @param sentence one line
 * @param next what to do, one line each
 */
record Judgement(Verdict verdict, String sentence, List<String> next) {

    Judgement(Verdict verdict, String sentence, String... next) {
        this(verdict, sentence, List.of(next));
    }

    /** The same, with something to do before all else. */
    Judgement first(String line) {
        List<String> more = new ArrayList<>(next);
        more.add(0, line);
        return new Judgement(verdict, sentence, more);
    }
}
