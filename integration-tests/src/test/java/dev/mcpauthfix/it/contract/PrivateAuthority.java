package dev.mcpauthfix.it.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/** A certification authority that nobody trusts who is not told to, and the certificate it gave to the tests' servers. */
final class PrivateAuthority {

    static final String PASSWORD = "changeit";

    /** A name that only the proxy can resolve. */
    static final String BEHIND_THE_PROXY = "mcp.example";

    private static final String AUTHORITY = "authority";
    private static final String SERVER = "server";

    private final Path trusted;
    private final KeyStore server;

    private PrivateAuthority(Path trusted, KeyStore server) {
        this.trusted = trusted;
        this.server = server;
    }

    private static final class Holder {
        static final PrivateAuthority OURS = make();
    }

    /** The one of this JVM: keys take their time. */
    static PrivateAuthority ours() {
        return Holder.OURS;
    }

    /** The PKCS #12 file with the authority's certificate. */
    Path trusted() {
        return trusted;
    }

    /** The server's key with its chain, under {@link #PASSWORD}. */
    KeyStore server() {
        return server;
    }

    private static PrivateAuthority make() {
        try {
            Path folder = Files.createTempDirectory("authority");
            folder.toFile().deleteOnExit();
            Path keys = file(folder, "keys.p12");
            keytool(keys, AUTHORITY, "-dname", "CN=Private Authority", "-ext", "bc:c");
            String names = "san=dns:" + SecureOrigin.HERE + ",dns:" + BEHIND_THE_PROXY;
            keytool(keys, SERVER, "-dname", "CN=Server", "-ext", names, "-signer", AUTHORITY);
            KeyStore both = empty();
            try (InputStream in = Files.newInputStream(keys)) {
                both.load(in, PASSWORD.toCharArray());
            }
            Path trusted = file(folder, "trusted.p12");
            KeyStore trust = empty();
            trust.setCertificateEntry(AUTHORITY, both.getCertificate(AUTHORITY));
            try (OutputStream out = Files.newOutputStream(trusted)) {
                trust.store(out, PASSWORD.toCharArray());
            }
            both.deleteEntry(AUTHORITY);
            return new PrivateAuthority(trusted, both);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (GeneralSecurityException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Path file(Path folder, String name) {
        Path file = folder.resolve(name);
        file.toFile().deleteOnExit();
        return file;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void keytool(Path store, String alias, String... more) throws IOException, InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = new ArrayList<>(List.of(tool.toString(), "-genkeypair", "-alias", alias));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString()));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
    }
}
