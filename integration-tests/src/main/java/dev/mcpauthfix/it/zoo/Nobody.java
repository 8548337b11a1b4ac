package dev.mcpauthfix.it.zoo;

import dev.mcpauthfix.it.wire.WireRecorder;
import java.io.IOException;
import java.time.Clock;

/** The animals that are not there. */
final class Nobody {

    private Nobody() {}

    static Cage closedPort() throws IOException {
        ClosedPort port = ClosedPort.take();
        return Cage.at(port.origin() + Strangers.MCP, new WireRecorder(Clock.systemUTC()), port);
    }

    /** A name that never resolves (RFC 6761, section 6.4). */
    static Cage unknownHost() {
        return Cage.at("https://no-such-host.invalid" + Strangers.MCP);
    }
}
