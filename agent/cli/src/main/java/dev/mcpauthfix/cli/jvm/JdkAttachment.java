package dev.mcpauthfix.cli.jvm;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** By the JDK's module {@code jdk.attach}, where there is no {@code /proc} to go by. A runtime image without it has none. */
final class JdkAttachment implements Attachment {

    private static final String TYPE = "com.sun.tools.attach.VirtualMachine";

    private final long pid;

    JdkAttachment(long pid) {
        this.pid = pid;
    }

    /** One use of a connection. */
    private interface Use<R> {
        R of(Class<?> type, Object machine) throws ReflectiveOperationException;
    }

    @Override
    public void load(String jar, String arguments, Duration limit) throws AttachException {
        connected((type, machine) ->
                type.getMethod("loadAgent", String.class, String.class).invoke(machine, jar, arguments));
    }

    @Override
    public Map<String, String> properties() throws AttachException {
        Properties all = connected((type, machine) ->
                (Properties) type.getMethod("getSystemProperties").invoke(machine));
        Map<String, String> properties = new HashMap<>();
        all.stringPropertyNames().forEach(name -> properties.put(name, all.getProperty(name, "")));
        return properties;
    }

    private <R> R connected(Use<R> use) throws AttachException {
        try {
            Class<?> type = Class.forName(TYPE, true, ClassLoader.getSystemClassLoader());
            Object machine = type.getMethod("attach", String.class).invoke(null, Long.toString(pid));
            try {
                return use.of(type, machine);
            } finally {
                type.getMethod("detach").invoke(machine);
            }
        } catch (ClassNotFoundException noModule) {
            throw new AttachException(
                    "This Java has no module jdk.attach, which reaches other JVMs on this platform. Run the command with a JDK.",
                    noModule);
        } catch (InvocationTargetException refused) {
            throw new AttachException(
                    "The JVM with the process identifier " + pid + " refused: " + refused.getCause(), refused);
        } catch (ReflectiveOperationException unfit) {
            throw new AttachException("The module jdk.attach of this Java is not as expected: " + unfit, unfit);
        }
    }
}
