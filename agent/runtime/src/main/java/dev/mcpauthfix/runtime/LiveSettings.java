package dev.mcpauthfix.runtime;

import dev.mcpauthfix.runtime.settings.Assignments;
import dev.mcpauthfix.runtime.settings.Setting;
import dev.mcpauthfix.runtime.settings.Settings;
import dev.mcpauthfix.runtime.settings.SettingsLoader;
import dev.mcpauthfix.runtime.settings.Surroundings;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force, which change while the JVM runs: by an operator's order, by an edit of the settings file, by a system property.
 * They change as a whole or not at all. Whatever switches the agent off holds against all that sets a mode.
 *
 * <p>The application's thread looks for changes as it sends an MCP request: the attributes of a file or two are a few microseconds, and
 * a kill switch is to be effective on the next request, not on the one after it.
 */
final class LiveSettings {

    /** Hears of changes. */
    interface Listener {

        /** Other settings hold. */
        void changed(@Nullable Settings before, Settings now);

        /** The settings were changed to something wrong, and stay as they were; each line says what is wrong. */
        void refused(List<String> mistakes);

        /** It was switched on or off, or its time has run out; the line says why. */
        void switched(String line);
    }

    private static final String MODE_PROPERTY = Setting.PROPERTY_PREFIX + "mode";
    private static final String OFF = "off";

    private final @Nullable String arguments;
    private final WatchedFile watched;
    private final Clock clock;
    private final ReentrantLock change = new ReentrantLock();
    private final ReentrantLock switching = new ReentrantLock();
    private Map<String, String> orders = new LinkedHashMap<>();
    private volatile @Nullable Listener listener;
    private volatile Rules rules = Rules.UNSET;
    private volatile @Nullable Settings settings;
    private volatile @Nullable String property = System.getProperty(MODE_PROPERTY);

    /** A property of the command line is a source like the others; one that is set while the JVM runs is a switch. */
    private final boolean offOnTheCommandLine =
            OFF.equals(property) && CommandLine.says("-D" + MODE_PROPERTY + "=" + OFF);

    private volatile boolean disabled;
    private volatile @Nullable String killedBy;
    private volatile long toldToBePast = Long.MAX_VALUE;
    private volatile List<String> mistakes = List.of();

    /**
     * Creates settings that nobody has set yet.
     *
     * @param arguments the agent argument string, null for none
     */
    LiveSettings(@Nullable String arguments, SettingsLoader.LineReader files, Clock clock) {
        this.arguments = arguments;
        this.watched = new WatchedFile(files);
        this.clock = clock;
    }

    void tell(Listener of) {
        listener = of;
    }

    /** Reads all sources at the start; answers what is wrong, empty for nothing. */
    List<String> load() {
        change.lock();
        try {
            SettingsLoader.Result result = read(orders);
            if (result instanceof SettingsLoader.Loaded loaded) {
                take(loaded.settings());
                return List.of();
            }
            rules = Rules.WRONG;
            return ((SettingsLoader.Invalid) result).lines();
        } finally {
            change.unlock();
        }
    }

    Rules rules() {
        return rules;
    }

    /** The settings; the defaults, and what the application itself has set since its start, are read when they are first needed. */
    Settings required() {
        Settings known = settings;
        if (known != null) {
            return known;
        }
        List<String> mistakes = load();
        known = settings;
        if (known == null) {
            throw new IllegalStateException(String.join("; ", mistakes) + "; correct it and start again");
        }
        return known;
    }

    /** The settings if they were read, null before. */
    @Nullable
    Settings known() {
        return settings;
    }

    /** What the agent may do at this moment, null where its settings are wrong. */
    Settings.@Nullable Mode mode() {
        Rules now = rules;
        Settings.Mode set = now.mode();
        if (set == null) {
            return null;
        }
        if (disabled || killedBy != null) {
            return Settings.Mode.OFF;
        }
        return set.acts() && isPast(now) ? Settings.Mode.OBSERVE : set;
    }

    private boolean isPast(Rules now) {
        return now.expires() != Long.MAX_VALUE && clock.millis() >= now.expires();
    }

    /** Why the agent does less than its mode would have it do, null where it does not. */
    @Nullable
    String restraint() {
        if (disabled) {
            return "it is disabled; enable takes that back";
        }
        String by = killedBy;
        if (by != null) {
            return by;
        }
        return acts(rules) && isPast(rules) ? "expires= is a day that is over" : null;
    }

    /** What was wrong with the last change, which was not taken; null for nothing. */
    @Nullable
    String mistake() {
        List<String> told = mistakes;
        return told.isEmpty() ? null : told.get(0);
    }

    boolean isDisabled() {
        return disabled;
    }

    /** Switches off, or takes that back; neither needs the settings. */
    void disable(boolean off) {
        disabled = off;
    }

    /** Looks whether anything has changed outside. Runs at every MCP request, on the application's thread. */
    void look() {
        if (isOutdated()) {
            reload();
        }
        Rules now = rules;
        if (!Objects.equals(switchedOffBy(now), killedBy) || isNewlyPast(now)) {
            lookAtSwitches();
        }
    }

    private boolean isOutdated() {
        Path file = rules.file();
        return !Objects.equals(System.getProperty(MODE_PROPERTY), property)
                || (file != null && watched.isChanged(file));
    }

    /** One thread is enough; the others go on with what holds. */
    private void reload() {
        if (!change.tryLock()) {
            return;
        }
        try {
            // Another thread may have done it just now.
            if (isOutdated()) {
                property = System.getProperty(MODE_PROPERTY);
                SettingsLoader.Result result = read(orders);
                if (result instanceof SettingsLoader.Loaded loaded) {
                    take(loaded.settings());
                } else {
                    refuse(((SettingsLoader.Invalid) result).lines());
                }
            }
        } finally {
            change.unlock();
        }
    }

    /** What is seen and what is kept of it must not be mixed with what another thread has seen before. */
    private void lookAtSwitches() {
        switching.lock();
        try {
            Rules now = rules;
            String by = switchedOffBy(now);
            if (!Objects.equals(by, killedBy)) {
                killedBy = by;
                tellSwitched(by == null ? "works again: what had switched it off is gone" : "is off: " + by);
            }
            if (isNewlyPast(now)) {
                toldToBePast = now.expires();
                tellSwitched(
                        "heals no more: the day of expires= is over. It observes only; take it out, or set another day");
            }
        } finally {
            switching.unlock();
        }
    }

    private @Nullable String switchedOffBy(Rules now) {
        if (!offOnTheCommandLine && OFF.equals(System.getProperty(MODE_PROPERTY))) {
            return "the system property " + MODE_PROPERTY + " says off";
        }
        File kill = now.killFile();
        return kill != null && kill.exists() ? "there is a file " + kill : null;
    }

    private boolean isNewlyPast(Rules now) {
        return now.expires() != toldToBePast && acts(now) && isPast(now);
    }

    private static boolean acts(Rules rules) {
        Settings.Mode mode = rules.mode();
        return mode != null && mode.acts();
    }

    /**
     * Obeys an operator, whose word goes before all sources until the JVM ends; a setting without a value is left to the sources again.
     *
     * @param assignments {@code key=value}, separated by commas, as the agent argument spells them
     * @return what is wrong with it and leaves everything as it was, null for nothing
     */
    @Nullable
    String set(String assignments) {
        change.lock();
        try {
            Map<String, String> wanted = new LinkedHashMap<>(orders);
            Map<String, String> values = new LinkedHashMap<>();
            String malformed = Assignments.read(assignments, wanted);
            if (malformed != null || Assignments.read(assignments, values) != null) {
                return malformed;
            }
            SettingsLoader.Result result = read(wanted);
            if (!(result instanceof SettingsLoader.Loaded loaded)) {
                // An edit of the file that was read along is still to be taken up.
                return String.join("; ", ((SettingsLoader.Invalid) result).lines());
            }
            orders = wanted;
            // Whoever takes a mode back does not say that it shall work.
            if (values.containsKey(Setting.MODE.key())) {
                disabled = false;
            }
            take(loaded.settings());
            return null;
        } finally {
            change.unlock();
        }
    }

    /** What an operator has ordered since the start, as {@link #set} reads it. */
    String orders() {
        change.lock();
        try {
            return Assignments.write(orders);
        } finally {
            change.unlock();
        }
    }

    private SettingsLoader.Result read(Map<String, String> wanted) {
        watched.begin();
        return SettingsLoader.load(wanted, arguments, Surroundings.ofThisJvm(), watched);
    }

    private void take(Settings now) {
        Settings before = settings;
        watched.hold();
        settings = now;
        rules = Rules.of(now);
        mistakes = List.of();
        Listener of = listener;
        if (of != null) {
            of.changed(before, now);
        }
    }

    /** The same mistakes are told once, however often they are found. */
    private void refuse(List<String> found) {
        watched.refuse();
        boolean known = found.equals(mistakes);
        mistakes = found;
        Listener of = listener;
        if (of != null && !known) {
            of.refused(found);
        }
    }

    private void tellSwitched(String line) {
        Listener of = listener;
        if (of != null) {
            of.switched(line);
        }
    }
}
