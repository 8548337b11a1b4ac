package dev.mcpauthfix.runtime.http;

import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/** Names a certificate in few words. What a certificate says is the server's, so every word of it is cut and cleaned. */
final class CertificateText {

    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)(CN=(?:[^,\\\\]|\\\\.)*)");

    /** Kinds of subject alternative names (RFC 5280, section 4.2.1.6). */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;

    private CertificateText() {}

    /** Such as {@code CN=mcp.example.com by CN=R11, until 2027-01-02}. */
    static String of(Certificate certificate) {
        if (!(certificate instanceof X509Certificate x509)) {
            return "of type " + FailureWords.clean(certificate.getType());
        }
        return name(x509.getSubjectX500Principal()) + " by " + name(x509.getIssuerX500Principal()) + ", until "
                + day(x509.getNotAfter().toInstant());
    }

    /** The common name, the whole name where it has none. */
    static String name(X500Principal principal) {
        String whole = principal.getName();
        Matcher commonName = COMMON_NAME.matcher(whole);
        String name = commonName.find() ? commonName.group(1) : whole;
        return name.isEmpty() ? "nobody" : FailureWords.clean(name);
    }

    /** The day in UTC. */
    static String day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC).toString();
    }

    /** The hosts that it is made out to, at most so many and then how many more. */
    static String hosts(X509Certificate certificate, int most) {
        List<String> hosts = new ArrayList<>();
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                if (name.get(0) instanceof Integer kind && (kind == DNS_NAME || kind == IP_ADDRESS)) {
                    hosts.add(FailureWords.clean(String.valueOf(name.get(1))));
                }
            }
        } catch (CertificateParsingException malformed) {
            return "names that cannot be read";
        }
        if (hosts.isEmpty()) {
            return "no host (" + name(certificate.getSubjectX500Principal()) + " is not looked at)";
        }
        int more = hosts.size() - most;
        return String.join(", ", hosts.subList(0, Math.min(most, hosts.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
