package dev.mcpauthfix.runtime.settings;

import dev.mcpauthfix.engine.policy.Experiment;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as a setting spells it.
 *
 * @param name its name
 * @param lenientShare how many of 10,000 units are lenient
 */
record ExperimentText(String name, int lenientShare) {

    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9._-]{1,64}):lenient=([0-9]{1,3})(?:[.]([0-9]{1,2}))?%");

    /** Reads {@code name:lenient=25%}, a share with at most two decimals; null for anything else. */
    static @Nullable ExperimentText parse(String value) {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            return null;
        }
        String decimals = matcher.group(3) == null ? "" : matcher.group(3);
        int share = Integer.parseInt(matcher.group(2) + (decimals + "00").substring(0, 2));
        return share > Experiment.WHOLE ? null : new ExperimentText(matcher.group(1), share);
    }
}
