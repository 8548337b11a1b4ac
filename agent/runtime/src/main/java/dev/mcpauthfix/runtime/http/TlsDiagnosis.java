package dev.mcpauthfix.runtime.http;

import java.io.EOFException;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Says why TLS failed for any reason but the server's certificate; the alerts are those of RFC 8446, section 6. */
final class TlsDiagnosis {

    private static final List<String> VERSIONS_DIFFER = List.of(
            "protocol_version",
            "No appropriate protocol",
            "is not accepted by client preferences",
            "The server selected protocol version",
            "insufficient_security",
            "no cipher suites in common");
    private static final List<String> CLIENT_CERTIFICATE =
            List.of("certificate_required", "bad_certificate", "certificate_unknown", "unknown_ca", "access_denied");

    private final Trail trail;
    private final Origin target;
    private final String host;

    TlsDiagnosis(Trail trail) {
        this.trail = trail;
        this.target = Origin.of(trail.uri());
        this.host = FailureWords.clean(target.host());
    }

    Diagnosis of(Exception failure) {
        return new Diagnosis(
                Failing.TLS, words(failure) + (trail.isProxied() ? " (" + trail.proxy() + " is between)" : ""));
    }

    private String words(Exception failure) {
        String said = FailureWords.clean(failure.getMessage());
        String first = trail.firstBytes();
        // A server of plain HTTP that takes the hello for a request of HTTP/0.9 answers with a page alone.
        if (first.startsWith("HTTP/") || first.startsWith("<")) {
            return "the server speaks plain HTTP on port " + target.port() + ", not TLS; use http://"
                    + FailureWords.clean(target.authority()) + ", or the port where it speaks TLS";
        }
        if (said.contains("Unsupported or unrecognized SSL message")) {
            return "what answers on port " + target.port() + " does not speak TLS (it began with \""
                    + FailureWords.clean(first) + "\"); check the port";
        }
        if (said.contains("unrecognized_name")) {
            return "the server has no site of the name " + host + " (TLS alert unrecognized_name); check the name, and"
                    + " that the server or what stands before it has a certificate for it";
        }
        if (containsAny(said, VERSIONS_DIFFER)) {
            return "the server and this Java have no TLS version or cipher in common (" + said + "); this Java offers "
                    + offered() + ", and the server should take TLSv1.2 or newer";
        }
        if (containsAny(said, CLIENT_CERTIFICATE)) {
            return "the server wants a certificate of the client's, and takes none of this Java's (" + said
                    + "); name a key store with one by -Djavax.net.ssl.keyStore, or ask for a way in without";
        }
        if (said.contains("handshake_failure")) {
            return "the server refused the TLS handshake (" + said + "): it has no cipher in common with this Java, no"
                    + " certificate for the name " + host
                    + ", or wants a certificate of the client's; its own log says which";
        }
        if (CertificateDiagnosis.cause(failure, NoSuchAlgorithmException.class) != null) {
            return "this Java has no usable TLS (" + deepest(failure) + "); check " + TrustStoreText.of(trail.network())
                    + " and javax.net.ssl.keyStore";
        }
        if (CertificateDiagnosis.cause(failure, EOFException.class) != null
                || CertificateDiagnosis.cause(failure, SocketException.class) != null) {
            return "the connection was closed in the TLS handshake without a reason (" + said
                    + "): the server knows no site of the name " + host + ", wants a certificate of the client's,"
                    + " speaks no TLS on port " + target.port()
                    + ", or something on the way cuts it; check name and port, and the server's log";
        }
        return "TLS failed (" + said + "); expected a TLS server on port " + target.port()
                + " that this Java can talk to";
    }

    private static boolean containsAny(String said, List<String> parts) {
        return parts.stream().anyMatch(said::contains);
    }

    private static String offered() {
        try {
            return String.join(
                    ", ", SSLContext.getDefault().getDefaultSSLParameters().getProtocols());
        } catch (GeneralSecurityException unusable) {
            return "nothing";
        }
    }

    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < 20; depth++) {
            cause = cause.getCause();
        }
        return FailureWords.clean(cause.getMessage());
    }
}
