package dev.mcpauthfix.runtime.login;

import dev.mcpauthfix.engine.port.UserAgent;
import dev.mcpauthfix.runtime.settings.Settings;
import dev.mcpauthfix.runtime.settings.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks the person at this machine, by browser or by a printed URL, and hears back on a loopback port. */
public final class LoopbackUserAgent implements UserAgent {

    private final Interaction interaction;
    private final BrowserLauncher launcher;
    private final Consumer<String> person;
    private final boolean silent;
    private final Clock clock;

    /**
     * Makes a user agent for the settings.
     *
     * @param person takes lines for the person at the terminal; standard error, never standard output
     */
    public LoopbackUserAgent(Settings settings, Surroundings surroundings, Consumer<String> person, Clock clock) {
        this(settings, surroundings, Terminal::isThere, person, clock);
    }

    LoopbackUserAgent(
            Settings settings,
            Surroundings surroundings,
            BooleanSupplier terminal,
            Consumer<String> person,
            Clock clock) {
        this.interaction =
                Interaction.decide(settings.interaction(), settings.browserCommand(), surroundings, terminal);
        this.launcher = BrowserLauncher.of(settings.browserCommand(), surroundings.operatingSystem());
        this.person = person;
        this.silent = settings.interaction() == Settings.Interaction.NONE;
        this.clock = clock;
    }

    @Override
    public @Nullable String unavailable() {
        return interaction.reason();
    }

    @Override
    public @Nullable String unavailableForCodes() {
        return silent ? "the setting interaction is none" : null;
    }

    @Override
    public CodePrompt show(VerificationCode code) {
        return new PrintedCode(code, person);
    }

    @Override
    public Session open(@Nullable URI preferred) throws IOException {
        if (interaction.way() == Interaction.Way.NOBODY) {
            throw new IOException("nobody can be asked: " + interaction.reason());
        }
        boolean browser = interaction.way() == Interaction.Way.BROWSER;
        return new LoopbackSession(RedirectionEndpoint.bind(preferred), browser ? launcher : null, person, clock);
    }
}
