package dev.mcpauthfix.runtime.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;
import javax.management.Attribute;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a class loader of its own, as in an application: what the JDK keeps of it, and what it does where the JDK has no JMX. */
class ManagementClassLoaderTest {

    private static final int ROUNDS = 50;

    private final MBeanServer platform = ManagementFactory.getPlatformMBeanServer();

    @TempDir
    private Path folder;

    @Test
    void leavesNothingInTheJvmThatKeepsItsClassLoader() throws Exception {
        WeakReference<ClassLoader> loader = shownReadAndTakenBack();

        for (int i = 0; i < ROUNDS && loader.get() != null; i++) {
            System.gc();
        }

        assertThat(loader.get()).isNull();
    }

    private WeakReference<ClassLoader> shownReadAndTakenBack() throws Exception {
        ClassLoader loader = new ThrowawayLoader(null);
        BiFunction<String, Path, String> scene = scene(loader);
        assertThat(scene.apply("show", folder)).isEqualTo("[]");
        ObjectName agent = new ObjectName("dev.mcpauthfix:type=Agent");
        assertThat(platform.getClassLoaderFor(agent)).isSameAs(loader);
        int read = 0;
        for (ObjectName name : platform.queryNames(new ObjectName("dev.mcpauthfix:*"), null)) {
            for (MBeanAttributeInfo attribute : platform.getMBeanInfo(name).getAttributes()) {
                Object unused = platform.getAttribute(name, attribute.getName());
                read++;
            }
        }
        assertThat(read).isGreaterThan(20);
        platform.setAttribute(agent, new Attribute("Mode", "heal"));
        assertThat(platform.invoke(agent, "disable", new Object[0], new String[0]))
                .isEqualTo("mode=heal from the next request on");
        assertThat(scene.apply("leave", folder)).isEqualTo("[]");
        assertThat(platform.queryNames(new ObjectName("dev.mcpauthfix:*"), null))
                .isEmpty();
        return new WeakReference<>(loader);
    }

    @Test
    void saysInOneLineThatTheRuntimeImageHasNoManagement() throws Exception {
        Path log = folder.resolve("log");
        BiFunction<String, Path, String> scene = scene(new ThrowawayLoader("javax.management."));

        for (String step : new String[] {"open", "look", "show", "look", "show", "leave"}) {
            assertThat(scene.apply(step, log)).isEqualTo("[]");
        }

        assertThat(Files.readAllLines(log))
                .singleElement()
                .asString()
                .startsWith("[mcp-auth-fix] WARN not shown to management tools: this Java runtime image lacks"
                        + " java.management (")
                .endsWith("); link it with that module, or set jmx=off");
    }

    @SuppressWarnings("unchecked")
    private static BiFunction<String, Path, String> scene(ClassLoader loader) throws Exception {
        return (BiFunction<String, Path, String>)
                loader.loadClass(Scene.class.getName()).getDeclaredConstructor().newInstance();
    }
}
