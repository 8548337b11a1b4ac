package dev.mcpauthfix.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.demo.BrowserCommand;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a vault with a key. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the browser is a shell script")
final class EncryptedVaultIT {

    private static final String KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String ANOTHER = "ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    @TempDir
    private Path folder;

    private JvmResult run(String key, String... command) throws Exception {
        Path file = Files.writeString(folder.resolve("key"), key);
        ForkedJvm jvm = ForkedJvm.ofThisJdk()
                .with("-jar", System.getProperty("agent.jar"))
                .with(command)
                .environment("MCP_AUTH_FIX_HOME", folder.resolve("home").toString())
                .environment("MCP_AUTH_FIX_INTERACTION", "browser")
                .environment("MCP_AUTH_FIX_BROWSER_COMMAND", BrowserCommand.in(folder.resolve("browser")));
        return (key.isEmpty() ? jvm : jvm.environment("MCP_AUTH_FIX_VAULT_KEY_FILE", file.toString()))
                .run(Duration.ofMinutes(1));
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder.resolve("home").resolve("vault"))) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    @Test
    void loginTokensAndLogoutWorkWithTheKeyAndLoseNothingWithoutIt() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            String url = server.mcpUri().toString();
            JvmResult login = run(KEY, "login", url);
            assertThat(login.exitCode()).as("%s", login).isZero();
            Map<String, String> kept = files();
            assertThat(kept.toString()).contains("sealed 1 ").doesNotContain("access_token");

            assertThat(run(KEY, "tokens").toString()).contains(url);
            for (String wrong : new String[] {ANOTHER, ""}) {
                assertThat(run(wrong, "tokens").toString()).contains("left as it is", "vault.key");
                JvmResult refused = run(wrong, "login", url);
                assertThat(refused.exitCode()).as("%s", refused).isEqualTo(1);
                assertThat(refused.toString()).contains("could not be kept", "left as it is");
                assertThat(run(wrong, "logout", "--local", url).exitCode()).isEqualTo(1);
            }
            assertThat(files()).containsAllEntriesOf(kept);

            assertThat(run(KEY, "logout", url).exitCode()).isZero();
            assertThat(run(KEY, "tokens").toString()).contains("No tokens");
        }
    }
}
