package dev.mcpauthfix.it.contract;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP proxy that makes tunnels only, and for which every host is this machine: so it reaches hosts that nobody can resolve. */
final class ContractProxy implements AutoCloseable {

    private static final int MOST_HEAD_BYTES = 16 * 1024;

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Set<Integer> ways = ConcurrentHashMap.newKeySet();

    private ContractProxy(ServerSocket server) {
        this.server = server;
    }

    static ContractProxy start() throws IOException {
        ContractProxy proxy = new ContractProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        proxy.threads.execute(proxy::accept);
        return proxy;
    }

    int port() {
        return server.getLocalPort();
    }

    /** The authority of each tunnel that was asked for, in order. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** Whether a server's client at this port is a tunnel of ours. */
    boolean carries(int clientPort) {
        return ways.contains(clientPort);
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            // The end of the tests.
        }
    }

    private void serve(Socket client) {
        try (client) {
            open.add(client);
            String[] request = head(client.getInputStream()).split(" ", 3);
            if (!request[0].equals("CONNECT")) {
                say(client, "400 Bad Request");
                return;
            }
            asked.add(request[1]);
            int port = Integer.parseInt(request[1].substring(request[1].lastIndexOf(':') + 1));
            try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
                open.add(target);
                ways.add(target.getLocalPort());
                say(client, "200 Connection established");
                threads.execute(() -> copy(target, client));
                copy(client, target);
            }
        } catch (IOException over) {
            // One side is done.
        }
    }

    private static void say(Socket client, String status) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads no byte more than the head: what follows is for the server. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0 || head.length() == MOST_HEAD_BYTES) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException over) {
            // One side is done.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Closeable socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
