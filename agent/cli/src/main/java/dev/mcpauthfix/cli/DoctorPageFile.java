package dev.mcpauthfix.cli;

import dev.mcpauthfix.cli.doctor.Diagnosis;
import dev.mcpauthfix.cli.doctor.form.DoctorPage;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file that the doctor's page goes to. */
final class DoctorPageFile {

    private static final String FAILED = ": the page cannot be written, ";

    private final Path file;

    DoctorPageFile(Path file) {
        this.file = file;
    }

    /** Why the page cannot be written there, one line, null where it can: before a server is asked for nothing. */
    @Nullable
    String mistake() {
        if (Files.isDirectory(file)) {
            return file + FAILED + "since this is a folder; expected a file";
        }
        if (Files.exists(file)) {
            return Files.isWritable(file)
                    ? null
                    : file + FAILED + "since this file may not be changed; name another one";
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return file + FAILED + "since there is no folder " + folder + "; make it, or name another one";
        }
        return Files.isWritable(folder)
                ? null
                : file + FAILED + "since nothing may be written in the folder " + folder + "; name another one";
    }

    /** Writes the page; answers why it could not be, one line, null where it is written. */
    @Nullable
    String write(Diagnosis diagnosis) {
        try (Writer page = Files.newBufferedWriter(file)) {
            DoctorPage.write(diagnosis, page);
            return null;
        } catch (IOException failed) {
            return file + FAILED + failed.getMessage() + "; name another file";
        }
    }
}
