package dev.mcpauthfix.it.agent;

import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The small applications that the agent is put into. */
final class Programs {

    private final Path jar;

    private Programs(Path jar) {
        this.jar = jar;
    }

    /** Packs them into a jar, because class data archives take their classes from jars only. */
    static Programs packedIn(Path folder) throws IOException {
        Path jar = folder.resolve("programs.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> program : new Class<?>[] {
                Hello.class,
                PlainGet.class,
                McpCaller.class,
                WebSocketCaller.class,
                MockingCaller.class,
                MockingCaller.Sealed.class
            }) {
                String name = program.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                try (InputStream in =
                        Objects.requireNonNull(program.getClassLoader().getResourceAsStream(name), name)) {
                    in.transferTo(out);
                }
            }
        }
        return new Programs(jar);
    }

    /** Where the programs are. */
    Path jar() {
        return jar;
    }

    static Path agentJar() {
        return Path.of(Objects.requireNonNull(System.getProperty("agent.jar"), "agent.jar"))
                .toAbsolutePath()
                .normalize();
    }

    /** {@code java <options> -cp programs.jar <program>}. */
    ForkedJvm run(Jdk jdk, Class<?> program, String... options) {
        return ForkedJvm.of(jdk.home()).with(options).with("-cp", jar.toString(), program.getName());
    }

    static String agent() {
        return agent("");
    }

    static String agent(String arguments) {
        return "-javaagent:" + agentJar() + (arguments.isEmpty() ? "" : "=" + arguments);
    }
}
