package dev.mcpauthfix.runtime.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says what went wrong on the network, what was tried, and what to look at. */
final class FailureWords {

    private static final int SHOWN = 200;

    private FailureWords() {}

    /** One line: the request, then the failure. */
    static String of(String method, URI uri, Exception failure) {
        return request(method, uri) + ": " + of(Origin.of(uri), failure);
    }

    static String request(String method, URI uri) {
        String query = uri.getRawQuery();
        String text = uri.toString();
        int end = query == null ? text.length() : text.indexOf('?');
        return method + " \"" + clean(text.substring(0, end)) + "\"";
    }

    private static String of(Origin target, Exception failure) {
        String said = clean(failure.getMessage());
        if (failure instanceof UnknownHostException) {
            return "the name " + clean(target.host()) + " does not resolve; check its spelling and DNS";
        }
        if (failure instanceof SocketTimeoutException) {
            return said;
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return "no connection to " + clean(target.authority()) + " (" + said
                    + "); check that it runs and that a firewall or proxy lets it through";
        }
        if (failure instanceof SSLException) {
            return ofTls(failure, said);
        }
        return said;
    }

    private static String ofTls(Exception failure, String said) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return "its TLS certificate is not trusted (" + clean(cause.getMessage())
                        + "); the trust store of the application's HTTP client must hold its certificate authority";
            }
        }
        return "TLS failed (" + said + "); expected a TLS server that this JVM can talk to";
    }

    static String time(long millis) {
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    /** The text cut and without control characters: it may hold what a server said. */
    static String clean(@Nullable String text) {
        if (text == null) {
            return "no reason given";
        }
        StringBuilder clean = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), SHOWN); i++) {
            char c = text.charAt(i);
            clean.append(Character.isISOControl(c) ? '?' : c);
        }
        return text.length() > SHOWN ? clean.append("...").toString() : clean.toString();
    }
}
