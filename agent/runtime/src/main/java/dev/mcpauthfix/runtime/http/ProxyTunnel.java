package dev.mcpauthfix.runtime.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks an HTTP proxy for a tunnel (RFC 9110, section 9.3.6). */
final class ProxyTunnel {

    private ProxyTunnel() {}

    static void open(Socket socket, Origin target) throws IOException {
        String request = "CONNECT " + target.authority() + " HTTP/1.1\r\nHost: " + target.authority() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        // Unbuffered: bytes behind the head belong to TLS.
        int status = MessageHead.read(socket.getInputStream()).status();
        if (status == 407) {
            throw new TunnelRefused(status, "the proxy asks for credentials (407), which the agent does not have");
        }
        if (status / 100 != 2) {
            throw new TunnelRefused(
                    status, "the proxy refused a tunnel to " + target.authority() + " (" + status + ")");
        }
    }
}
