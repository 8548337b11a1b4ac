package dev.mcpauthfix.runtime.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.port.SecretSource;
import dev.mcpauthfix.engine.port.TokenVault;
import dev.mcpauthfix.runtime.settings.RedisServer;
import dev.mcpauthfix.runtime.settings.VaultSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol.Command;

/** The vault in a real Redis server. */
@Timeout(60)
class RedisVaultTest {

    private static final String KEY = "tokens https://as.example https://mcp.example/[mcp]* client";
    private static final String BASE64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @TempDir
    private Path folder;

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private @Nullable RedisProcess redis;

    @AfterEach
    void stop() throws Exception {
        if (redis != null) {
            redis.close();
        }
    }

    private RedisProcess started(String... options) throws Exception {
        RedisProcess process = RedisProcess.start(folder, options);
        redis = process;
        return process;
    }

    private static RedisServer server(int port, @Nullable String password) {
        return new RedisServer(
                false, "127.0.0.1", port, 2, null, password == null ? null : SecretSource.of(Secret.of(password)));
    }

    private TokenVault vault(int port) {
        return vault(server(port, null), null, null);
    }

    private TokenVault vault(RedisServer server, @Nullable String key, @Nullable String principal) {
        SecretSource source = key == null ? null : SecretSource.of(Secret.of(key));
        return Vaults.open(new VaultSettings(false, server, source, principal, "ada"), folder, warnings::add);
    }

    @Test
    void keepsDocumentsForEveryMachineOfThePrincipal() throws Exception {
        int port = started().port();
        vault(port).write(KEY, "{\"a\":\"\u00e9\n\"}");
        vault(port).write("other", "{}");

        assertThat(vault(port).read(KEY)).contains("{\"a\":\"\u00e9\n\"}");
        assertThat(vault(port).keys("tokens https://as.example https://mcp.example/["))
                .containsExactly(KEY);
        assertThat(vault(server(port, null), null, "billing").read(KEY)).isEmpty();
        assertThat(vault(server(port, null), null, "ada").read(KEY)).isPresent();
        assertThat(warnings).isEmpty();
    }

    @Test
    void listsMoreKeysThanOneAnswerHolds() throws Exception {
        int port = started().port();
        TokenVault vault = vault(port);
        for (int i = 0; i < 2500; i++) {
            vault.write("resource " + i, "{}");
        }

        assertThat(vault.keys("resource ")).hasSize(2500);
    }

    @Test
    void aRemovedDocumentIsKnownToBeGoneAndAForgetfulServerRemovedNothing() throws Exception {
        RedisProcess process = started();
        TokenVault vault = vault(process.port());
        vault.write(KEY, "{}");
        vault.remove(KEY);

        assertThat(vault.read(KEY)).isEmpty();
        assertThat(vault.lacks(KEY)).isTrue();

        vault.write(KEY, "{}");
        assertThat(vault.lacks(KEY)).isFalse();
        process.kill();
        process.startAgain();

        assertThat(vault.read(KEY)).isEmpty();
        assertThat(vault.lacks(KEY)).isFalse();
        vault.write(KEY, "{\"again\":1}");
        assertThat(vault.read(KEY)).contains("{\"again\":1}");
        assertThat(warnings).isEmpty();
    }

    @Test
    void oneThreadOrMachineAtATimeHasAKeyForItself() throws Exception {
        int port = started().port();
        int[] inside = {0};
        List<Integer> seen = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            TokenVault mine = vault(port);
            threads.add(new Thread(() -> {
                for (int round = 0; round < 10; round++) {
                    mine.exclusively(KEY, () -> {
                        seen.add(++inside[0]);
                        mine.write("other", "{}");
                        return --inside[0];
                    });
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(seen).hasSize(60).containsOnly(1);
        assertThat(warnings).isEmpty();
    }

    @Test
    void aHolderThatLostItsLeaseOverwritesNothingAndLetsGoOfNobodyElses() throws Exception {
        int port = started().port();
        TokenVault paused = vault(port);
        TokenVault other = vault(port);
        RedisConnection wire = new RedisConnection(server(port, null));
        String lease = "mcp-auth-fix-lease:principal ada " + KEY;
        paused.write(KEY, "{\"refresh\":1}");

        paused.exclusively(KEY, () -> {
            assertThat(paused.read(KEY)).isPresent();
            send(wire, Command.SET, lease, "another holder");
            other.write(KEY, "{\"refresh\":2}");
            paused.write(KEY, "{\"refresh\":3}");
            return true;
        });

        assertThat(other.read(KEY)).contains("{\"refresh\":2}");
        assertThat((byte[]) send(wire, Command.GET, lease)).asString().isEqualTo("another holder");
    }

    @Test
    void aLogoutUnderAPausedHolderIsNotUndone() throws Exception {
        int port = started().port();
        TokenVault paused = vault(port);
        paused.write(KEY, "{\"refresh\":1}");

        paused.exclusively(KEY, () -> {
            assertThat(paused.read(KEY)).isPresent();
            vault(port).remove(KEY);
            paused.write(KEY, "{\"refresh\":2}");
            return true;
        });

        assertThat(paused.lacks(KEY)).isTrue();
    }

    @Test
    void aHolderWritesAsOftenAsItLikes() throws Exception {
        int port = started().port();
        TokenVault vault = vault(server(port, null), BASE64, null);
        vault.write(KEY, "{\"refresh\":1}");

        vault.exclusively(KEY, () -> {
            assertThat(vault.read(KEY)).isPresent();
            vault.write(KEY, "{\"refresh\":2}");
            vault.write(KEY, "{\"refresh\":3}");
            return true;
        });

        assertThat(vault.read(KEY)).contains("{\"refresh\":3}");
    }

    @Test
    void withAKeyTheServerSeesNoDocumentAndPlainTextIsNotTakenFromIt() throws Exception {
        int port = started().port();
        RedisServer server = server(port, null);
        vault(server, BASE64, null).write(KEY, "{\"a\":\"canary\"}");
        RedisConnection wire = new RedisConnection(server);

        assertThat((byte[]) send(wire, Command.GET, "mcp-auth-fix:principal ada " + KEY))
                .asString()
                .startsWith("sealed 1 ")
                .doesNotContain("canary");
        assertThat(vault(server, BASE64, null).read(KEY)).contains("{\"a\":\"canary\"}");
        assertThat(warnings).isEmpty();

        send(wire, Command.SET, "mcp-auth-fix:principal ada planted", "{\"a\":1}");
        assertThat(vault(server, BASE64, null).read("planted")).isEmpty();
        assertThat(warnings).singleElement().asString().contains("is not encrypted");
    }

    private static @Nullable Object send(RedisConnection wire, Command command, String... arguments) {
        try {
            return wire.send(command, (Object[]) arguments);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Nested
    class AServerThat {

        @Test
        void wantsAPasswordGetsIt() throws Exception {
            int port = started("--requirepass", "hunter2").port();
            vault(server(port, "hunter2"), null, null).write(KEY, "{}");

            assertThat(vault(server(port, "hunter2"), null, null).read(KEY)).isPresent();
            assertThat(warnings).isEmpty();
        }

        @Test
        void refusesThePasswordIsToldInOneLineWithoutIt() throws Exception {
            int port = started("--requirepass", "hunter2").port();
            TokenVault vault = vault(server(port, "hunter3"), null, null);
            vault.write(KEY, "{}");

            assertThat(vault.read(KEY)).isEmpty();
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .contains("redis://127.0.0.1:" + port + "/2", "WRONGPASS", "vault.password")
                    .doesNotContain("hunter", KEY);
        }

        @Test
        void speaksTlsIsBelievedOnlyWithACertificateThatThisJvmTrusts() throws Exception {
            Path certificate = certificate();
            int port = started(
                            "--port",
                            "0",
                            "--tls-port",
                            "PORT",
                            "--tls-cert-file",
                            certificate.toString(),
                            "--tls-key-file",
                            folder.resolve("key.pem").toString(),
                            "--tls-ca-cert-file",
                            certificate.toString(),
                            "--tls-auth-clients",
                            "no")
                    .port();
            RedisServer server = new RedisServer(true, "127.0.0.1", port, 0, null, null);

            assertThat(vault(server, null, null).read(KEY)).isEmpty();
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .contains("rediss://127.0.0.1:" + port, "certification path");

            SSLContext before = SSLContext.getDefault();
            try {
                SSLContext.setDefault(trusting(certificate));
                vault(server, null, null).write(KEY, "{}");
                assertThat(vault(server, null, null).read(KEY)).contains("{}");
                assertThat(vault(new RedisServer(true, "localhost", port, 0, null, null), null, null)
                                .read(KEY))
                        .as("the certificate is for 127.0.0.1 only")
                        .isEmpty();
            } finally {
                SSLContext.setDefault(before);
            }
            assertThat(warnings).hasSize(2);
        }

        private Path certificate() throws Exception {
            Path certificate = folder.resolve("certificate.pem");
            ProcessBuilder openssl = new ProcessBuilder(
                            "openssl",
                            "req",
                            "-x509",
                            "-newkey",
                            "rsa:2048",
                            "-nodes",
                            "-days",
                            "1",
                            "-subj",
                            "/CN=redis",
                            "-addext",
                            "subjectAltName=IP:127.0.0.1",
                            "-keyout",
                            folder.resolve("key.pem").toString(),
                            "-out",
                            certificate.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("openssl.log").toFile());
            Process process;
            try {
                process = openssl.start();
            } catch (IOException absent) {
                String reason = "skipped: there is no openssl to make a certificate with; install Debian's openssl";
                System.out.println(reason);
                process = Assumptions.abort(reason);
            }
            assertThat(process.waitFor()).isZero();
            return certificate;
        }

        private SSLContext trusting(Path certificate) throws Exception {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            try (InputStream in = Files.newInputStream(certificate)) {
                store.setCertificateEntry(
                        "redis", CertificateFactory.getInstance("X.509").generateCertificate(in));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        }

        @Test
        void isNotThereIsAnEmptyVaultAfterAShortTime() throws Exception {
            TokenVault vault = vault(RedisProcess.freePort());
            long started = System.nanoTime();

            vault.write(KEY, "{}");
            assertThat(vault.read(KEY)).isEmpty();
            assertThat(vault.lacks(KEY)).isFalse();
            assertThat(vault.keys("")).isEmpty();
            assertThat(vault.exclusively(KEY, () -> "alone")).contains("alone");

            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
            assertThat(warnings).singleElement().asString().contains("refused");
        }

        @Test
        void goesAwayLeavesSharedTokensUnrefreshedUntilItIsBack() throws Exception {
            RedisProcess process = started();
            TokenVault vault = vault(process.port());
            vault.write(KEY, "{}");
            process.kill();

            assertThat(vault.exclusively(KEY, () -> "alone")).isEmpty();
            assertThat(vault.exclusively("a login of this JVM only", () -> "alone"))
                    .contains("alone");
            assertThat(warnings).hasSize(1);

            process.startAgain();
            // Nobody asks for a few seconds after a failure.
            while (vault.exclusively(KEY, () -> "back").isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(warnings).hasSize(1);
        }

        @Test
        void doesNotAnswerHoldsNobodyUpForLong() throws Exception {
            RedisProcess process = started();
            TokenVault vault = vault(process.port());
            vault.write(KEY, "{}");
            process.freeze(true);
            CountDownLatch answered = new CountDownLatch(16);
            long started = System.nanoTime();
            for (int i = 0; i < 16; i++) {
                new Thread(() -> {
                            vault.read(KEY);
                            answered.countDown();
                        })
                        .start();
            }
            answered.await();
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            process.freeze(false);

            assertThat(took).isLessThan(Duration.ofSeconds(6));
            assertThat(warnings).singleElement().asString().contains("timed out");
        }
    }
}
