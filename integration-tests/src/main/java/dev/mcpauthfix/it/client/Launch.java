package dev.mcpauthfix.it.client;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a client's program is started.
 *
 * @param module its folder below {@code integration-tests/clients}, empty for the newest sample client
 * @param mainClass its main class, empty where it is an executable jar
 * @param arguments what it is told beside the transport and the URL
 */
record Launch(String module, String mainClass, List<String> arguments) {

    static Launch sampleClient(String module) {
        return new Launch(module, module.isEmpty() ? "" : "dev.mcpauthfix.sample.SampleClient", List.of());
    }

    static Launch program(String module, String mainClass, String... arguments) {
        return new Launch(module, "dev.mcpauthfix.client." + mainClass, List.of(arguments));
    }

    static Launch executableJar(String module) {
        return new Launch(module, "", List.of());
    }

    /** What follows {@code java} and its options. */
    List<String> command() {
        List<String> command = new ArrayList<>(start());
        command.addAll(arguments);
        return command;
    }

    private List<String> start() {
        if (module.isEmpty()) {
            return List.of("-jar", System.getProperty("sample.client.jar"));
        }
        Path target = Path.of(System.getProperty("older.clients"), module, "target");
        if (mainClass.isEmpty()) {
            return List.of("-jar", target.resolve("application.jar").toString());
        }
        String libraries = target.resolve("lib") + File.separator + "*";
        return List.of("-cp", target.resolve("classes") + File.pathSeparator + libraries, mainClass);
    }
}
