package dev.mcpauthfix.runtime.http;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/** A certificate authority {@code CN=Test Root}, made by this JDK's keytool. */
final class TestAuthority {

    private final Path file;

    private TestAuthority(Path file) {
        this.file = file;
    }

    static TestAuthority make(Path folder) throws Exception {
        Path file = Files.createTempFile(folder, "authority", ".p12");
        Files.delete(file);
        TestCertificates.keytool(
                file,
                List.of(
                        "-genkeypair",
                        "-alias",
                        "root",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=Test Root",
                        "-ext",
                        "bc=ca:true"));
        return new TestAuthority(file);
    }

    X509Certificate certificate() throws Exception {
        return (X509Certificate) TestCertificates.read(file).getCertificate("root");
    }

    SSLContext trustingClient() throws Exception {
        return TestCertificates.clientThatTrusts(certificate());
    }

    /** A certificate {@code CN=leaf} for {@code auth.example.com}, sent with the authority's or alone. */
    TestCertificates issue(boolean whole, String... options) throws Exception {
        Path request = file.resolveSibling("leaf.csr");
        Path answer = file.resolveSibling("leaf.crt");
        Path own = Files.createTempFile(file.getParent(), "leaf", ".p12");
        Files.delete(own);
        TestCertificates.keytool(own, List.of("-genkeypair", "-alias", "leaf", "-keyalg", "EC", "-dname", "CN=leaf"));
        TestCertificates.keytool(own, List.of("-certreq", "-alias", "leaf", "-file", request.toString()));
        List<String> sign =
                new ArrayList<>(List.of("-gencert", "-rfc", "-alias", "root", "-infile", request.toString()));
        sign.addAll(List.of("-outfile", answer.toString(), "-ext", "san=dns:auth.example.com", "-validity", "2"));
        sign.addAll(List.of(options));
        TestCertificates.keytool(file, sign);
        KeyStore keys = TestCertificates.read(own);
        X509Certificate leaf;
        try (InputStream in = Files.newInputStream(answer)) {
            leaf = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        return whole
                ? TestCertificates.of(TestCertificates.key(keys, "leaf"), leaf, certificate())
                : TestCertificates.of(TestCertificates.key(keys, "leaf"), leaf);
    }
}
