package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.runtime.probe.Probe;
import dev.mcpauthfix.runtime.probe.ProbeListener;
import dev.mcpauthfix.runtime.probe.ProbeSettings;
import dev.mcpauthfix.runtime.probe.Survey;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Surveys of servers on loopback. */
public final class Probed {

    private Probed() {}

    public static Survey survey(String url) {
        return Probe.survey(
                URI.create(url),
                new ProbeSettings(Duration.ofSeconds(30), Map.of(), false, "a test"),
                ProbeListener.NONE);
    }
}
