package dev.mcpauthfix.runtime.http;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/**
 * The platform's resolver but for the names that somebody has given addresses to. Those are checked like any others (attacks S1
 * and S3).
 */
final class PinnedResolver implements NameResolver {

    private final NameResolver others;
    private final Map<String, List<InetAddress>> pins;

    PinnedResolver(NameResolver others, Map<String, List<InetAddress>> pins) {
        this.others = others;
        this.pins = Map.copyOf(pins);
    }

    @Override
    public List<InetAddress> resolve(String host) throws IOException {
        return pins.containsKey(host) ? pins.getOrDefault(host, List.of()) : others.resolve(host);
    }

    boolean pins(String host) {
        return pins.containsKey(host);
    }
}
