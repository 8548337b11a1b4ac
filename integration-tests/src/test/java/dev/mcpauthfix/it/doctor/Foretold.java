package dev.mcpauthfix.it.doctor;

import dev.mcpauthfix.cli.doctor.client.Prediction;
import dev.mcpauthfix.cli.doctor.client.Predictions;
import dev.mcpauthfix.it.server.TestMcpServer;
import dev.mcpauthfix.runtime.probe.Probe;
import dev.mcpauthfix.runtime.probe.ProbeListener;
import dev.mcpauthfix.runtime.probe.ProbeSettings;
import java.time.Duration;
import java.util.Map;

/** What is foretold of a client at a running server, from a probe of it. */
final class Foretold {

    private static final ProbeSettings SETTINGS = new ProbeSettings(Duration.ofSeconds(30), Map.of(), false, "a test");

    private Foretold() {}

    /**
     * Probes the server.
     *
     * @param client its name in the table of clients
     */
    static Prediction of(String client, TestMcpServer server) {
        return Predictions.of(Probe.survey(server.mcpUri(), SETTINGS, ProbeListener.NONE)).stream()
                .filter(prediction -> prediction.client().id().equals(client))
                .findFirst()
                .orElseThrow();
    }
}
