package dev.mcpauthfix.runtime.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says what failed on a way, from where it stands and from what was thrown; certificates are another's. */
final class PathDiagnosis {

    private final Trail trail;
    private final Origin target;
    private final String host;

    PathDiagnosis(Trail trail) {
        this.trail = trail;
        this.target = Origin.of(trail.uri());
        this.host = FailureWords.clean(target.host());
    }

    Diagnosis of(Exception failure) {
        String said = FailureWords.clean(failure.getMessage());
        @Nullable Phase phase = trail.phases().now();
        if (failure instanceof SocketTimeoutException || failure.getCause() instanceof SocketTimeoutException) {
            return new Diagnosis(Failing.TIME, said + ofTime(phase) + spent());
        }
        if (failure instanceof UnknownHostException) {
            return ofName();
        }
        if (phase == Phase.TUNNEL || (phase == Phase.CONNECT && trail.isProxied())) {
            return new Diagnosis(Failing.PROXY, ofProxy(failure, said, phase));
        }
        if (failure instanceof SSLException || phase == Phase.TLS) {
            return new TlsDiagnosis(trail).of(failure);
        }
        return phase == Phase.WAIT || phase == Phase.READ
                ? new Diagnosis(Failing.ANSWER, ofAnswer(said, phase))
                : new Diagnosis(Failing.CONNECTION, ofConnection(failure, said));
    }

    private Diagnosis ofName() {
        return trail.host().equals(target.host())
                ? new Diagnosis(
                        Failing.NAME,
                        "the name " + host + " does not resolve; check its spelling, and whether this machine's name"
                                + " service can know it: an internal name may need a VPN")
                : new Diagnosis(
                        Failing.PROXY, "the name of " + trail.proxy() + " does not resolve; " + trail.proxyRemedy());
    }

    private String ofTime(@Nullable Phase phase) {
        String proxied = trail.isProxied() ? ", through " + trail.proxy() : "";
        if (phase == null || phase == Phase.LOOKUP) {
            return " for the name " + FailureWords.clean(trail.host())
                    + "; check the network and the name servers of this machine";
        }
        return switch (phase) {
            case CONNECT ->
                " to " + trail.destination() + proxied
                        + ": nothing answers there at all, as where a firewall drops what is"
                        + " sent; check the address, the port, and that a firewall or a VPN lets it through";
            case TUNNEL -> ": " + trail.proxy() + " took the connection and did not answer; " + trail.proxyRemedy();
            case TLS ->
                ": connected to " + trail.destination() + proxied
                        + ", but the TLS handshake did not end; check that a TLS server runs on port " + target.port();
            default ->
                ": connected to " + trail.destination() + proxied + " and sent the request, but "
                        + (phase == Phase.WAIT ? "no answer began" : "the answer did not end")
                        + "; the server is slow or hangs: give it more time, and see its own log";
        };
    }

    private String spent() {
        String words = trail.phases().words();
        return words.isEmpty() ? "" : " (" + words + ")";
    }

    private String ofProxy(Exception failure, String said, Phase phase) {
        String remedy = trail.proxyRemedy();
        if (phase == Phase.CONNECT) {
            return trail.proxy() + " cannot be reached, or does not reach " + host + " (" + said
                    + "); check that it runs; " + remedy;
        }
        if (!(failure instanceof TunnelRefused refused)) {
            return trail.proxy() + " gave no answer of an HTTP proxy when it was asked for a tunnel to "
                    + FailureWords.clean(target.authority()) + " (" + said + "); " + remedy;
        }
        String tunnel = " a tunnel to " + FailureWords.clean(target.authority()) + " (" + refused.status() + ")";
        return switch (refused.status()) {
            case 407 ->
                trail.proxy() + " asks for credentials (407) before it opens a tunnel to "
                        + FailureWords.clean(target.authority())
                        + ", and is sent none; let it pass this host without, or "
                        + remedy;
            case 502, 503, 504 ->
                trail.proxy() + " could not open" + tunnel
                        + ": it does not know the name or does not reach it; check the name, and ask whoever runs the proxy";
            default ->
                trail.proxy() + " refused" + tunnel + ": its rules may not allow the host or the port; ask whoever runs"
                        + " it, or " + remedy;
        };
    }

    private String ofConnection(Exception failure, String said) {
        if (!(failure instanceof IOException)) {
            return "the request could not be sent (" + said + "); check the URL " + host;
        }
        if (failure instanceof ConnectException && said.contains("refused")) {
            return trail.destination() + " refuses the connection: nothing listens there; check the port, and that the"
                    + " server runs and listens on that address";
        }
        return "no connection to " + trail.destination() + " (" + said
                + "); check the network of this machine, a VPN, and that a firewall lets it through";
    }

    private String ofAnswer(String said, Phase phase) {
        String first = trail.firstBytes();
        String port = "port " + target.port();
        if (target.scheme().equals("http") && first.length() > 1 && first.charAt(1) == 3 && first.charAt(0) < 0x18) {
            return "what answers on " + port + " speaks TLS; use https://" + FailureWords.clean(target.authority());
        }
        if (phase == Phase.WAIT) {
            String tls = target.scheme().equals("https")
                    ? "it may want a certificate of the client's; "
                    : "it may speak TLS there, so try https; ";
            return "the server took the request and closed the connection without an answer (" + said + "); " + tls
                    + "see its own log, and that of what stands before it";
        }
        String began = target.scheme().equals("http") && !first.startsWith("HTTP/1.")
                ? "; it began with \"" + FailureWords.clean(first) + "\""
                : "";
        return said + began + "; expected a whole HTTP/1.1 answer on " + port
                + ", so check the port, and the log of the server";
    }
}
