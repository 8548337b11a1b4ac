package dev.mcpauthfix.cli.jvm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HotSpot's own attach protocol on Linux, with nothing but {@code java.base}: a container's runtime image has no {@code jdk.attach}.
 *
 * <p>A JVM that sees SIGQUIT while a file {@code .attach_pid<pid>} exists opens a socket, and reads orders from it.
 */
final class SocketAttachment implements Attachment {

    /** What HotSpot's socket reads at most of one argument. */
    private static final int LONGEST_ARGUMENT = 1024;

    static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MILLIS_BETWEEN_LOOKS = 20;
    private static final String DYNAMIC_LOADING = "EnableDynamicAgentLoading";

    /** What is said of a JVM that has been told to refuse agents. */
    static final String NO_AGENTS =
            "The JVM takes no agents while it runs (-XX:-EnableDynamicAgentLoading). Start it with"
                    + " -javaagent, or with -XX:+EnableDynamicAgentLoading.";

    private static final Pattern RETURN_CODE = Pattern.compile("(?:return code: )?(-?\\d+)\\s*");

    private final LinuxProcess process;

    SocketAttachment(LinuxProcess process) {
        this.process = process;
    }

    /** Checks that a JVM does not take a part of a jar's path for something else. */
    static void checkPath(String jar) throws AttachException {
        if (jar.indexOf('=') >= 0) {
            throw new AttachException(
                    "A JVM takes what follows \"=\" in " + jar + " for settings. Copy the jar to a path without one.");
        }
    }

    @Override
    public void load(String jar, String arguments, Duration limit) throws AttachException {
        String option = jar + "=" + arguments;
        checkPath(jar);
        if (option.getBytes(UTF_8).length >= LONGEST_ARGUMENT) {
            throw new AttachException("The settings are too long: a JVM reads " + LONGEST_ARGUMENT
                    + " bytes, the jar's path included. Write them to a file and attach with config=<file>.");
        }
        String answer = ask(limit, "load", "instrument", "false", option);
        Matcher code = RETURN_CODE.matcher(answer);
        if (!code.matches()) {
            throw new AttachException(
                    answer.contains(DYNAMIC_LOADING) ? NO_AGENTS : "The JVM did not load the agent: " + answer.strip());
        }
        switch (Integer.parseInt(code.group(1))) {
            case 0 -> {}
            case 100 ->
                throw new AttachException(
                        "The JVM cannot open " + jar + ". It opens the file itself, in its own file system and as its"
                                + " own user: copy the jar to where that user may read it, and name the place with --jar.");
            case 102 ->
                throw new AttachException(
                        "The agent's start failed in that JVM; its standard error says why. It runs as before.");
            default -> throw new AttachException("The JVM did not load the agent: it answered " + answer.strip() + ".");
        }
    }

    @Override
    public Map<String, String> properties() throws AttachException {
        Properties read = new Properties();
        try {
            read.load(new StringReader(ask(LIMIT, "properties", "", "", "")));
        } catch (IOException | IllegalArgumentException malformed) {
            throw new AttachException("The JVM answered something else than its system properties.", malformed);
        }
        Map<String, String> properties = new HashMap<>();
        read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name, "")));
        return properties;
    }

    /** One order and its answer; the first line says whether it was understood. */
    private String ask(Duration limit, String command, String first, String second, String third)
            throws AttachException {
        Path socket = open();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            String request = "1\0" + command + '\0' + first + '\0' + second + '\0' + third + '\0';
            ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return answer(readAll(channel, limit));
        } catch (IOException broken) {
            throw new AttachException(
                    "The connection to the JVM with the process identifier " + process.pid() + " broke: " + broken
                            + ". Try again; if it stays so, remove " + socket + ", which a JVM before this one may have"
                            + " left, and try again: the JVM opens a new one.",
                    broken);
        }
    }

    /** A JVM that is stopped takes the connection and never answers. */
    private String readAll(SocketChannel channel, Duration limit) throws IOException, AttachException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        long deadline = System.nanoTime() + limit.toNanos();
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            for (int n = 0; n >= 0; n = channel.read(buffer)) {
                all.write(buffer.array(), 0, buffer.position());
                buffer.clear();
                long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (millis <= 0 || (n == 0 && selector.select(millis) == 0)) {
                    throw new AttachException("The JVM with the process identifier " + process.pid()
                            + " did not answer within " + limit.toSeconds()
                            + " s. It may be stopped, or busy; what was asked for may still be done.");
                }
                selector.selectedKeys().clear();
            }
        }
        return all.toString(ISO_8859_1);
    }

    private String answer(String text) throws AttachException {
        int end = text.indexOf('\n');
        String status = end < 0 ? text : text.substring(0, end);
        if (status.strip().equals("0")) {
            return text.substring(end + 1);
        }
        throw new AttachException(
                text.contains(DYNAMIC_LOADING)
                        ? NO_AGENTS
                        : "The JVM with the process identifier " + process.pid() + " did not understand: "
                                + text.strip() + ". Expected a HotSpot JVM of Java 17 or newer.");
    }

    /** Checks that its socket is open or can be opened, and does nothing about it. */
    void checkOpen() throws AttachException {
        if (listens()) {
            return;
        }
        process.checkMayBeAsked();
        boolean hasRoom = false;
        for (Path trigger : triggers()) {
            if (Files.exists(trigger, LinkOption.NOFOLLOW_LINKS)) {
                checkTrigger(trigger);
                return;
            }
            Path folder = trigger.getParent();
            hasRoom |= folder != null && Files.isWritable(folder);
        }
        if (!hasRoom) {
            throw noRoom("not writable");
        }
    }

    /** Whether there is a socket that an order may be given to. */
    private boolean listens() throws AttachException {
        Path socket = process.socket();
        if (process.isOurs(socket)) {
            return true;
        }
        if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            throw new AttachException(
                    socket + " is not the JVM's own: another user has put it there, and would be given the order."
                            + " Have it removed, and find out who did.");
        }
        return false;
    }

    /** The socket, which a JVM opens the first time that somebody attaches. */
    private Path open() throws AttachException {
        Path socket = process.socket();
        if (listens()) {
            return socket;
        }
        process.checkMayBeAsked();
        Path trigger = trigger();
        try {
            return awaited(socket);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AttachException("Interrupted while the JVM was asked.", interrupted);
        } finally {
            delete(trigger);
        }
    }

    /** The signal is given once, and once more halfway: a JVM that has its socket already would print a thread dump for it. */
    private Path awaited(Path socket) throws AttachException, InterruptedException {
        long start = System.nanoTime();
        boolean again = true;
        process.quit();
        while (System.nanoTime() - start < LIMIT.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
            if (process.isOurs(socket)) {
                return socket;
            }
            if (again && System.nanoTime() - start > LIMIT.toNanos() / 2) {
                again = false;
                process.quit();
            }
        }
        throw new AttachException(
                "The JVM with the process identifier " + process.pid() + " opened no socket within "
                        + LIMIT.toSeconds()
                        + " s. It may be stopped, or short of a writable /tmp with room; or it was started with"
                        + " -XX:+DisableAttachMechanism in a place that cannot be seen from here. Start it with -javaagent instead.");
    }

    /** The JVM looks for the file in its working folder, then in its {@code /tmp}, and wants it to be its own user's. */
    Path trigger() throws AttachException {
        IOException refused = null;
        for (Path trigger : triggers()) {
            try {
                return Files.createFile(trigger);
            } catch (FileAlreadyExistsException already) {
                checkTrigger(trigger);
                return trigger;
            } catch (IOException unwritable) {
                refused = unwritable;
            }
        }
        throw noRoom(String.valueOf(refused));
    }

    private List<Path> triggers() throws AttachException {
        String name = ".attach_pid" + process.namespacePid();
        return List.of(process.workingFolder().resolve(name), process.tmp().resolve(name));
    }

    private void checkTrigger(Path trigger) throws AttachException {
        if (!process.isOurs(trigger)) {
            throw new AttachException(
                    trigger
                            + " is another user's, and the JVM would print a thread dump instead of opening its socket. Have it removed.");
        }
    }

    private static AttachException noRoom(String why) {
        return new AttachException("Neither the JVM's working folder nor its /tmp can be written (" + why
                + "). An attach needs a file in one of them: make room, or allow this user to write there.");
    }

    private static void delete(Path trigger) {
        try {
            Files.deleteIfExists(trigger);
        } catch (IOException left) {
            // The JVM takes its own away, and a stale one does no harm.
        }
    }
}
