package dev.mcpauthfix.runtime.http;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.ProviderException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a server's certificate, and who can put it right. */
final class CertificateDiagnosis {

    private static final int SHOWN_HOSTS = 5;

    private final Origin target;
    private final String store;
    private final Instant now;

    /**
     * Creates one.
     *
     * @param store what {@link TrustStoreText} calls the trust store
     */
    CertificateDiagnosis(Origin target, String store, Instant now) {
        this.target = target;
        this.store = store;
        this.now = now;
    }

    /** Whether a failure is about the server's certificate, or about what it is measured by. */
    static boolean isMeantBy(Exception failure) {
        return cause(failure, CertificateException.class) != null || isStoreEmpty(failure);
    }

    /** The words; the chain is empty where it could not be looked at. */
    String words(Exception failure, List<X509Certificate> chain) {
        if (isStoreEmpty(failure)) {
            return store + " is empty or cannot be read, so no server is trusted; expected the certificates of"
                    + " authorities there. Correct the path or its password";
        }
        CertificateException said = cause(failure, CertificateException.class);
        String reason = FailureWords.clean(said == null ? failure.getMessage() : said.getMessage());
        if (chain.isEmpty()) {
            return "its TLS certificate is not trusted (" + reason + "); expected one of an authority in " + store;
        }
        X509Certificate own = chain.get(0);
        if (isOutsideItsTime(own)) {
            return outsideItsTime("its TLS certificate ", own);
        }
        if (isOtherName(reason)) {
            return "its TLS certificate is made out to " + CertificateText.hosts(own, SHOWN_HOSTS) + ", not to "
                    + FailureWords.clean(target.host())
                    + "; use the name that the certificate has, or have one made for"
                    + " this name";
        }
        if (reason.toLowerCase(Locale.ROOT).contains("algorithm constraints")) {
            return "its TLS certificate is made in a way that this Java forbids (" + reason
                    + "); expected one with a key and a signature of today. Have it renewed";
        }
        return ofTrust(failure, reason, chain);
    }

    private String ofTrust(Exception failure, String reason, List<X509Certificate> chain) {
        X509Certificate own = chain.get(0);
        if (cause(failure, CertificateExpiredException.class) != null) {
            for (X509Certificate other : chain) {
                if (isOutsideItsTime(other)) {
                    return outsideItsTime("a certificate that the server sends with its own, ", other);
                }
            }
        }
        if (cause(failure, CertPathBuilderException.class) == null) {
            return "its TLS certificate " + CertificateText.of(own) + ", is not trusted (" + reason + "); expected one"
                    + " that an authority in " + store + " has issued for a server";
        }
        if (isSelfSigned(own)) {
            return "its TLS certificate " + CertificateText.name(own.getSubjectX500Principal())
                    + " is self-signed, and not in " + store + "; " + remedy("it");
        }
        X509Certificate last = chain.get(chain.size() - 1);
        String issuer = CertificateText.name(last.getIssuerX500Principal());
        String unknown = "its TLS certificate " + CertificateText.of(own) + ", is not trusted: " + store
                + " does not hold the authority " + issuer;
        // What browsers make up for, and Java does not.
        String alone = chain.size() == 1 && !isSelfSigned(last)
                ? "; the server sends no certificate but its own, so if " + issuer
                        + " is an intermediate of a known authority, the server must be made to send that too; otherwise "
                : "; ";
        return unknown + alone + remedy("that authority's certificate");
    }

    private static String remedy(String what) {
        return "if you trust it (a company's proxy that opens TLS has an authority of its own), add " + what
                + " to that store with keytool -importcert, or name another with -Djavax.net.ssl.trustStore";
    }

    private boolean isOutsideItsTime(X509Certificate certificate) {
        return isOver(certificate) || now.isBefore(certificate.getNotBefore().toInstant());
    }

    private boolean isOver(X509Certificate certificate) {
        return now.isAfter(certificate.getNotAfter().toInstant());
    }

    private String outsideItsTime(String which, X509Certificate certificate) {
        String time = " (valid from "
                + CertificateText.day(certificate.getNotBefore().toInstant()) + " until "
                + CertificateText.day(certificate.getNotAfter().toInstant()) + ")";
        String name = which + CertificateText.name(certificate.getSubjectX500Principal());
        return isOver(certificate)
                ? name + " has expired" + time + "; have whoever runs the server renew it"
                : name + " is not valid yet" + time + "; check the clock of this machine, which says "
                        + CertificateText.day(now);
    }

    /** By the words of the JDK's check of names (RFC 9110, section 4.3.4), which has no exception of its own. */
    private static boolean isOtherName(String reason) {
        return reason.startsWith("No subject alternative") || reason.startsWith("No name matching");
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        try {
            if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
                return false;
            }
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException | ProviderException byAnother) {
            return false;
        }
    }

    private static boolean isStoreEmpty(Exception failure) {
        InvalidAlgorithmParameterException said = cause(failure, InvalidAlgorithmParameterException.class);
        return said != null && String.valueOf(said.getMessage()).contains("trustAnchors");
    }

    static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
