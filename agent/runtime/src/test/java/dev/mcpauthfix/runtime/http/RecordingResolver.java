package dev.mcpauthfix.runtime.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A resolver that answers what a test says, one answer after the other, and records what it was asked. */
final class RecordingResolver implements NameResolver {

    private final Map<String, Deque<String>> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    RecordingResolver answer(String host, String... addresses) {
        answers.computeIfAbsent(host, name -> new ArrayDeque<>()).addAll(List.of(addresses));
        return this;
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        asked.add(host);
        Deque<String> left = answers.get(host);
        if (left == null) {
            throw new UnknownHostException(host);
        }
        String next = left.size() > 1 ? left.remove() : left.element();
        return List.of(InetAddress.getByName(next));
    }

    List<String> asked() {
        return asked;
    }
}
