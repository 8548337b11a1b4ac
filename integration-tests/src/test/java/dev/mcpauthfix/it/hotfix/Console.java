package dev.mcpauthfix.it.hotfix;

import com.sun.tools.attach.VirtualMachine;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** A management tool as an operator has it, by the JVM's local management agent, which it starts where there is none. */
final class Console implements AutoCloseable {

    private static final int SECONDS_TO_WAIT = 30;

    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final BlockingQueue<ObjectName> registered = new LinkedBlockingQueue<>();
    private final NotificationListener listener = this::hear;

    @SuppressWarnings("BanJNDI") // the address comes from a JVM that this test has started
    Console(long pid) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
        } finally {
            machine.detach();
        }
        server = connector.getMBeanServerConnection();
        server.addNotificationListener(MBeanServerDelegate.DELEGATE_NAME, listener, null, null);
    }

    private void hear(Notification notification, @Nullable Object handback) {
        if (notification instanceof MBeanServerNotification change
                && change.getType().equals(MBeanServerNotification.REGISTRATION_NOTIFICATION)) {
            registered.add(change.getMBeanName());
        }
    }

    static ObjectName agent() throws Exception {
        return new ObjectName("dev.mcpauthfix:type=Agent");
    }

    static ObjectName server(String url) throws Exception {
        return new ObjectName("dev.mcpauthfix:type=Server,url=" + ObjectName.quote(url));
    }

    /** Our MBeans. */
    List<String> shown() throws Exception {
        return server.queryNames(new ObjectName("dev.mcpauthfix:*"), null).stream()
                .map(ObjectName::getCanonicalName)
                .sorted()
                .toList();
    }

    /** Waits until there is such an MBean. */
    void await(ObjectName name) throws Exception {
        while (!server.isRegistered(name)) {
            if (registered.poll(SECONDS_TO_WAIT, TimeUnit.SECONDS) == null) {
                throw new AssertionError("no " + name + " among " + shown());
            }
        }
    }

    @Nullable
    Object read(ObjectName name, String attribute) throws Exception {
        return server.getAttribute(name, attribute);
    }

    void mode(String mode) throws Exception {
        server.setAttribute(agent(), new Attribute("Mode", mode));
    }

    Object set(String assignments) throws Exception {
        return server.invoke(agent(), "set", new Object[] {assignments}, new String[] {String.class.getName()});
    }

    Object order(String operation) throws Exception {
        return server.invoke(agent(), operation, new Object[0], new String[0]);
    }

    @Override
    public void close() throws Exception {
        server.removeNotificationListener(MBeanServerDelegate.DELEGATE_NAME, listener);
        connector.close();
    }
}
