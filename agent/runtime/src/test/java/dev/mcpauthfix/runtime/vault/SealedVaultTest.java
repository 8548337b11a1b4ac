package dev.mcpauthfix.runtime.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.port.SecretSource;
import dev.mcpauthfix.engine.port.TokenVault;
import dev.mcpauthfix.runtime.settings.VaultSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vault of files, with and without a key. */
class SealedVaultTest {

    private static final String BASE64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String HEX = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String ANOTHER = "//////////////////////////////////////////8=";
    private static final String KEY = "tokens https://as.example https://mcp.example/mcp client";

    @TempDir
    private Path home;

    private final List<String> warnings = new CopyOnWriteArrayList<>();

    private TokenVault vault(@Nullable String key) {
        return vault(key, null);
    }

    private TokenVault vault(@Nullable String key, @Nullable String principal) {
        SecretSource source = key == null ? null : SecretSource.of(Secret.of(key));
        return Vaults.open(new VaultSettings(false, null, source, principal, "ada"), home, warnings::add);
    }

    @Test
    void whatIsWrittenWithAKeyIsReadWithItAndOtherwiseShownToNobody() throws IOException {
        vault(BASE64).write(KEY, "{\"access_token\":\"canary\u00e9\"}");

        assertThat(vault(HEX).read(KEY)).contains("{\"access_token\":\"canary\u00e9\"}");
        assertThat(files().values()).noneMatch(text -> text.contains("canary"));
        assertThat(vault(BASE64).keys("tokens ")).containsExactly(KEY);
        assertThat(warnings).isEmpty();
    }

    @Test
    void everyWritingHasANonceOfItsOwn() throws IOException {
        vault(BASE64).write(KEY, "{}");
        Map<String, String> before = files();
        vault(BASE64).write(KEY, "{}");

        assertThat(files()).isNotEqualTo(before);
    }

    @Test
    void plainFilesAreTakenOverAndEncryptedWithTheirNextWriting() throws IOException {
        vault(null).write(KEY, "{\"a\":\"canary\"}");

        assertThat(vault(BASE64).read(KEY)).contains("{\"a\":\"canary\"}");
        assertThat(files().toString()).contains("canary");

        vault(BASE64).write(KEY, "{\"a\":\"canary\"}");

        assertThat(files().toString()).doesNotContain("canary").contains("sealed 1 ");
        assertThat(vault(BASE64).read(KEY)).contains("{\"a\":\"canary\"}");
        assertThat(warnings).isEmpty();
    }

    @Nested
    class AVaultWhoseKeyIsAnother {

        private Map<String, String> before = Map.of();

        @ParameterizedTest
        @ValueSource(strings = {ANOTHER, "", "too short"})
        void isLeftAsItIsWithOneLineAboutIt(String key) throws IOException {
            vault(BASE64).write(KEY, "{}");
            before = files();
            TokenVault wrong = vault(key.isEmpty() ? null : key);

            assertThat(wrong.read(KEY)).isEmpty();
            wrong.write(KEY, "{\"new\":1}");
            wrong.write("another", "{\"new\":1}");
            wrong.remove(KEY);

            assertThat(files()).isEqualTo(before);
            assertThat(vault(BASE64).read(KEY)).contains("{}");
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .contains("left as it is", "in memory only", "vault.key")
                    .doesNotContain(ANOTHER, "too short");
        }

        @Test
        void isNotWrittenToEvenIfNothingWasReadBefore() throws IOException {
            vault(BASE64).write(KEY, "{}");
            before = files();

            vault(ANOTHER).write(KEY, "{\"new\":1}");
            vault(ANOTHER).remove(KEY);

            assertThat(files()).isEqualTo(before);
            assertThat(warnings).hasSize(2);
        }

        @Test
        void tellsOfNoLogout() {
            vault(BASE64).write(KEY, "{}");

            assertThat(vault(ANOTHER).lacks(KEY)).isFalse();
            assertThat(vault(ANOTHER).lacks("absent")).isTrue();
        }
    }

    @Test
    void aFormThatANewerVersionWroteIsLeftAsItIs() throws IOException {
        TokenVault files = new FileVault(home, warnings::add);
        files.write(KEY, "sealed 2 something else");
        Map<String, String> before = files();

        assertThat(vault(BASE64).read(KEY)).isEmpty();
        vault(BASE64).write(KEY, "{}");

        assertThat(files()).isEqualTo(before);
        assertThat(warnings).first().asString().contains("newer version");
    }

    @Test
    void oneDocumentCannotBePassedOffAsAnother() {
        TokenVault plain = new FileVault(home, warnings::add);
        vault(BASE64).write(KEY, "{}");
        plain.write("swapped", plain.read(KEY).orElseThrow());

        assertThat(vault(BASE64).read("swapped")).isEmpty();
        assertThat(warnings).singleElement().asString().contains("cannot be decrypted");
    }

    @Test
    void principalsDoNotSeeEachOthersDocumentsNorThoseOfTheUser() {
        vault(BASE64, "billing").write(KEY, "{\"p\":1}");
        vault(BASE64, "bill").write(KEY, "{\"p\":2}");
        vault(BASE64).write(KEY, "{\"p\":3}");

        assertThat(vault(BASE64, "billing").read(KEY)).contains("{\"p\":1}");
        assertThat(vault(BASE64, "bill").read(KEY)).contains("{\"p\":2}");
        assertThat(vault(BASE64).read(KEY)).contains("{\"p\":3}");
        assertThat(vault(BASE64, "bill").keys("tokens ")).containsExactly(KEY);
        assertThat(vault(BASE64).keys("tokens ")).containsExactly(KEY);

        vault(BASE64, "bill").remove(KEY);

        assertThat(vault(BASE64, "bill").lacks(KEY)).isTrue();
        assertThat(vault(BASE64, "billing").lacks(KEY)).isFalse();
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(home.resolve("vault"))) {
            for (Path file : all.toList()) {
                if (!file.getFileName().toString().contains(".lock")) {
                    files.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return files;
    }
}
