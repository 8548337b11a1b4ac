package dev.mcpauthfix.runtime.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileVaultTest {

    private static final String KEY = "token|https://auth.example.com|https://mcp.example.com/mcp|client";

    @TempDir
    private Path folder;

    private final List<String> warnings = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {KEY, "", "../../etc/passwd", "a\nb\u0000c", "\u00fcber", "x"})
    void keepsADocumentUnderAnyKeyForTheNextJvm(String key) {
        vault().write(key, "{\"a\":\n\"\u00e9\"}");

        assertThat(vault().read(key)).contains("{\"a\":\n\"\u00e9\"}");
        assertThat(vault().read(key + "2")).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void replacesAndRemovesDocuments() throws IOException {
        vault().write(KEY, "one");
        vault().write(KEY, "two");
        vault().write("other", "three");

        assertThat(vault().read(KEY)).contains("two");
        vault().remove(KEY);
        vault().remove(KEY);
        assertThat(vault().read(KEY)).isEmpty();
        assertThat(vault().read("other")).contains("three");
        assertThat(names()).doesNotContain(VaultFile.name(KEY)).noneMatch(name -> name.endsWith(".new"));
        assertThat(warnings).isEmpty();
    }

    @Test
    void oneThreadOrVaultAtATimeHasAKeyForItself() throws Exception {
        int[] inside = {0};
        List<Integer> seen = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            FileVault mine = vault();
            threads.add(new Thread(() -> {
                for (int round = 0; round < 10; round++) {
                    mine.exclusively(KEY, () -> {
                        seen.add(++inside[0]);
                        mine.write("other", "x");
                        return --inside[0];
                    });
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(seen).hasSize(80).containsOnly(1);
        assertThat(warnings).isEmpty();
    }

    @Test
    void anActionMayUseTheVaultItHasForItself() {
        FileVault vault = vault();
        assertThat(vault.exclusively(KEY, () -> {
                    vault.write(KEY, "mine");
                    return vault.read(KEY).orElseThrow();
                }))
                .contains("mine");
        assertThat(warnings).isEmpty();
    }

    @Test
    void anActionThatFailsLetsGoOfTheKey() {
        assertThatThrownBy(() -> vault().exclusively(KEY, () -> {
                    throw new IllegalStateException("ours");
                }))
                .hasMessage("ours");
        assertThat(vault().exclusively(KEY, () -> "next")).contains("next");
    }

    @Test
    void touchesNothingBeforeTheFirstWrite() {
        assertThat(vault().read(KEY)).isEmpty();
        vault().remove(KEY);

        assertThat(home()).doesNotExist();
        assertThat(warnings).isEmpty();
    }

    @Nested
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs POSIX programs or file permissions")
    class AttackS14StolenTokens {

        @Test
        void filesAreForTheirUserOnly() throws IOException {
            vault().write(KEY, "token");

            assertThat(permissions(vaultFolder())).isEqualTo("rwx------");
            assertThat(permissions(file())).isEqualTo("rw-------");
            assertThat(permissions(vaultFolder().resolve(".lock"))).isEqualTo("rw-------");
        }

        @Test
        void aFolderThatIsOpenToOthersIsClosedBeforeTheFirstToken() throws IOException {
            Files.createDirectories(vaultFolder());
            Files.setPosixFilePermissions(vaultFolder(), PosixFilePermissions.fromString("rwxrwxrwx"));

            vault().write(KEY, "token");

            assertThat(permissions(vaultFolder())).isEqualTo("rwx------");
        }

        @Test
        void aSymbolicLinkInPlaceOfAFileIsNotReadAndNotWrittenThrough() throws IOException {
            vault().write(KEY, "token");
            Path elsewhere = Files.write(folder.resolve("elsewhere"), VaultFile.text(KEY, "planted"));
            Files.delete(file());
            Files.createSymbolicLink(file(), elsewhere);

            assertThat(vault().read(KEY)).isEmpty();
            assertThat(warnings).hasSize(1);

            vault().write(KEY, "fresh");

            assertThat(vault().read(KEY)).contains("fresh");
            assertThat(file())
                    .isRegularFile()
                    .satisfies(file -> assertThat(Files.isSymbolicLink(file)).isFalse());
            assertThat(elsewhere).hasBinaryContent(VaultFile.text(KEY, "planted"));
        }

        @Test
        void aSymbolicLinkInPlaceOfTheFolderIsRefused() throws IOException {
            Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
            Files.createDirectories(home());
            Files.createSymbolicLink(vaultFolder(), elsewhere);

            vault().write(KEY, "token");

            assertThat(elsewhere).isEmptyDirectory();
            assertThat(warnings).singleElement().asString().contains("symbolic link");
        }

        @Test
        void aSymbolicLinkInPlaceOfTheLockOrTheTemporaryFileIsNotWrittenThrough() throws IOException {
            Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "precious");
            Files.createDirectories(vaultFolder());
            Files.createSymbolicLink(vaultFolder().resolve(VaultFile.name(KEY) + ".new"), elsewhere);
            vault().write(KEY, "token");
            assertThat(vault().read(KEY)).contains("token");

            Files.delete(vaultFolder().resolve(".lock"));
            Files.createSymbolicLink(vaultFolder().resolve(".lock"), elsewhere);
            vault().write(KEY, "second");

            assertThat(elsewhere).hasContent("precious");
            assertThat(warnings).hasSize(1);
        }

        @Test
        void theWarningHoldsNeitherKeyNorDocument() throws IOException {
            Files.createDirectories(home());
            Files.writeString(vaultFolder(), "a file where the folder should be");

            vault().write(KEY, "hunter2");

            assertThat(warnings).singleElement().asString().doesNotContain("hunter2", KEY);
        }
    }

    @Nested
    class AVaultThatCannotBeUsed {

        @Test
        void behavesAsAnEmptyOneAndWarnsOnce() throws IOException {
            Files.createDirectories(home());
            Files.writeString(vaultFolder(), "a file where the folder should be");
            FileVault vault = vault();

            vault.write(KEY, "token");
            vault.remove(KEY);

            assertThat(vault.read(KEY)).isEmpty();
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .contains(vaultFolder().toString(), "vault=memory");
        }

        @Test
        void takesACorruptFileForAnAbsentOneAndReplacesIt() throws IOException {
            vault().write(KEY, "token");
            for (byte[] corrupt :
                    List.of(new byte[0], new byte[] {(byte) 0xff, 0}, "other key\ntoken".getBytes(UTF_8))) {
                Files.write(file(), corrupt);
                assertThat(vault().read(KEY)).isEmpty();
            }
            Files.write(file(), new byte[2 * 1024 * 1024]);
            assertThat(vault().read(KEY)).isEmpty();

            vault().write(KEY, "new");

            assertThat(vault().read(KEY)).contains("new");
        }

        @Test
        void doesNotWaitForALockThatIsNeverReleased() throws IOException {
            vault().write(KEY, "token");
            try (FileChannel other = FileChannel.open(vaultFolder().resolve(".lock"), StandardOpenOption.WRITE)) {
                other.lock();

                vault().write(KEY, "late");
            }

            assertThat(warnings).singleElement().asString().contains("another process holds its lock file");
            assertThat(vault().read(KEY)).contains("token");
        }
    }

    @Test
    void writersOfManyThreadsAndVaultsNeverShowATornDocument() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        List<String> torn = new CopyOnWriteArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            String document = String.valueOf(writer).repeat(20_000);
            FileVault vault = vault();
            threads.add(new Thread(() -> {
                for (int i = 0; i < 5; i++) {
                    vault.write(KEY, document);
                    String read = vault.read(KEY).orElse("");
                    if (read.length() != 20_000 || read.chars().distinct().count() != 1) {
                        torn.add(read);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(torn).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void aMemoryVaultForgetsWhatItIsTold() {
        MemoryVault vault = new MemoryVault();
        vault.write(KEY, "token");

        assertThat(vault.read(KEY)).contains("token");
        vault.remove(KEY);
        assertThat(vault.read(KEY)).isEmpty();
        assertThat(new MemoryVault().read(KEY)).isEmpty();
    }

    private FileVault vault() {
        return new FileVault(home(), warnings::add);
    }

    private Path home() {
        return folder.resolve("home");
    }

    private Path vaultFolder() {
        return home().resolve("vault");
    }

    private Path file() {
        return vaultFolder().resolve(VaultFile.name(KEY));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(vaultFolder())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
