package dev.mcpauthfix.it.contract;

import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One version of a stack's library on one JDK.
 *
 * @param version the version's folder below {@code integration-tests/stacks}, empty for what the JDK has
 */
record Run(HttpStack stack, Jdk jdk, String version) {

    /** Every version on the JDK that runs us, the newest on every other. */
    static List<Run> of(HttpStack stack) {
        List<String> versions = stack.versions().isEmpty() ? List.of("") : stack.versions();
        List<Run> runs = new ArrayList<>();
        List<Jdk> jdks = InstalledJdks.all();
        for (Jdk jdk : jdks) {
            boolean ours = jdk.equals(jdks.get(0));
            for (String version : ours ? versions : versions.subList(versions.size() - 1, versions.size())) {
                runs.add(new Run(stack, jdk, version));
            }
        }
        return runs;
    }

    /** What the library adds to the class path, with what must stand before it; empty for what the JDK has. */
    String libraries() {
        return libraries(version);
    }

    /** The same for any version. */
    static String libraries(String version) {
        Path stacks = Path.of(System.getProperty("stacks", "integration-tests/stacks"));
        return version.isEmpty()
                ? ""
                : File.pathSeparator + stacks.resolve(version).resolve("target").resolve("lib") + File.separator + "*";
    }

    @Override
    public String toString() {
        return version.isEmpty() ? jdk.toString() : version + " on " + jdk;
    }
}
