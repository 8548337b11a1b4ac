package dev.mcpauthfix.runtime.control;

import dev.mcpauthfix.runtime.evidence.Evidence;
import dev.mcpauthfix.runtime.evidence.Occurrence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts what happened, by MCP server, for whoever looks at the agent from outside. */
public final class Tally implements Evidence {

    /** A client that follows links may meet any number of servers. */
    private static final int MOST_SERVERS = 64;

    private final Map<String, ServerCount> servers = new LinkedHashMap<>();
    private final Set<String> hosts = ConcurrentHashMap.newKeySet();
    private long untold;

    @Override
    public synchronized void accept(Occurrence occurrence) {
        String address = occurrence.server();
        if (address == null) {
            return;
        }
        ServerCount known = servers.get(address);
        if (known == null && servers.size() >= MOST_SERVERS) {
            untold++;
            return;
        }
        if (known == null) {
            known = new ServerCount(address);
            servers.put(address, known);
            hosts.add(known.host());
        }
        known.take(occurrence);
    }

    /**
     * The application has sent credentials of its own to a host; answers whether the agent has become dispensable there by it. Where the agent
     * ever had a token nothing is counted: what it sends carries credentials too, and passes by a library below as if they were the
     * application's.
     */
    public boolean sawOwnCredentials(@Nullable String hostName) {
        String host = hostName == null ? "" : hostName.toLowerCase(Locale.ROOT);
        return !host.isEmpty() && hosts.contains(host) && count(host);
    }

    private synchronized boolean count(String host) {
        List<ServerCount> there = new ArrayList<>();
        for (ServerCount server : servers.values()) {
            if (server.host().equals(host)) {
                there.add(server);
            }
        }
        boolean dispensable = false;
        if (there.stream().noneMatch(ServerCount::hadToken)) {
            for (ServerCount server : there) {
                dispensable |= server.sawOwnCredentials();
            }
        }
        return dispensable;
    }

    /** The counts as they are now. */
    public synchronized List<ServerCount.Snapshot> servers() {
        List<ServerCount.Snapshot> all = new ArrayList<>();
        for (ServerCount server : servers.values()) {
            all.add(server.snapshot());
        }
        return all;
    }

    /** The counts of one of those servers as they are now. */
    public synchronized ServerCount.Snapshot server(String address) {
        ServerCount known = servers.get(address);
        if (known == null) {
            throw new IllegalArgumentException("nothing is counted of " + address);
        }
        return known.snapshot();
    }

    /** How many servers there are; no server is ever taken away. */
    public synchronized int size() {
        return servers.size();
    }

    /** How many occurrences at further servers are not counted by server. */
    public synchronized long untold() {
        return untold;
    }
}
