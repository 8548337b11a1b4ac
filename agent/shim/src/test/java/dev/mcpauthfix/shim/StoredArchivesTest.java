package dev.mcpauthfix.shim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class StoredArchivesTest {

    private final StoredArchives archives = new StoredArchives();

    @Test
    void findsFilesOfEveryArchive() throws IOException {
        archives.add(zip(ZipOutputStream.STORED, "a/A.class", "a/empty"));
        archives.add(zip(ZipOutputStream.STORED, "b/B.class"));

        assertThat(archives.file("a/A.class")).isEqualTo("bytes of a/A.class".getBytes(UTF_8));
        assertThat(archives.file("a/empty")).isEmpty();
        assertThat(archives.file("b/B.class")).isEqualTo("bytes of b/B.class".getBytes(UTF_8));
        assertThat(archives.file("absent")).isNull();
    }

    @Test
    void givesCopiesSoThatNobodyCanChangeTheArchive() throws IOException {
        archives.add(zip(ZipOutputStream.STORED, "a/A.class"));
        archives.file("a/A.class")[0] = 0;

        assertThat(archives.file("a/A.class")).isEqualTo("bytes of a/A.class".getBytes(UTF_8));
    }

    @Test
    void refusesWhatIsNotAStoredArchive() throws IOException {
        byte[] compressed = zip(ZipOutputStream.DEFLATED, "a/A.class");
        byte[] stored = zip(ZipOutputStream.STORED, "a/A.class");

        assertThatThrownBy(() -> archives.add(compressed)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> archives.add("not a zip".getBytes(UTF_8))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> archives.add(new byte[0])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> archives.add(Arrays.copyOf(stored, 45))).isInstanceOf(IOException.class);
    }

    private static byte[] zip(int method, String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setMethod(method);
            for (String name : names) {
                byte[] file = name.endsWith("empty") ? new byte[0] : ("bytes of " + name).getBytes(UTF_8);
                CRC32 checksum = new CRC32();
                checksum.update(file);
                ZipEntry entry = new ZipEntry(name);
                entry.setSize(file.length);
                entry.setCrc(checksum.getValue());
                out.putNextEntry(entry);
                out.write(file);
            }
        }
        return bytes.toByteArray();
    }
}
