package dev.mcpauthfix.runtime.http;

import dev.mcpauthfix.engine.NetworkPath;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says which trust store a request goes by. */
final class TrustStoreText {

    private TrustStoreText() {}

    /** In the order in which the JDK's own trust manager looks for it. */
    static String of(NetworkPath network) {
        if (network.tls() != null) {
            return "the trust store of the HTTP client";
        }
        String named = System.getProperty("javax.net.ssl.trustStore", "");
        if (!named.isEmpty()) {
            // The JDK takes a file that is not there for a store without a certificate, and says nothing.
            boolean absent = !named.equals("NONE") && !new File(named).exists();
            return "the trust store " + FailureWords.clean(named) + " (javax.net.ssl.trustStore"
                    + (absent ? ", and there is no such file)" : ")");
        }
        Path folder = Path.of(System.getProperty("java.home", ""), "lib", "security");
        Path own = folder.resolve("jssecacerts");
        return "this Java's trust store "
                + FailureWords.clean(String.valueOf(Files.exists(own) ? own : folder.resolve("cacerts")));
    }
}
