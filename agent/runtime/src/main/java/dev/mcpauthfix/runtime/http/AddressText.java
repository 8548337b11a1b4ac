package dev.mcpauthfix.runtime.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Names addresses. */
final class AddressText {

    /** How many addresses of a name are worth a look. */
    private static final int SHOWN = 4;

    private AddressText() {}

    /** Address and port, the host where it has no address. */
    static String of(InetSocketAddress to) {
        String address =
                to.getAddress() == null ? to.getHostString() : to.getAddress().getHostAddress();
        return (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + to.getPort();
    }

    /** Such as {@code a.example is 192.0.2.1, 192.0.2.2 and 3 more}. */
    static String of(String name, List<InetAddress> addresses) {
        StringBuilder words = new StringBuilder(name);
        for (int i = 0; i < Math.min(addresses.size(), SHOWN); i++) {
            words.append(i == 0 ? " is " : ", ").append(addresses.get(i).getHostAddress());
        }
        int more = addresses.size() - SHOWN;
        return words.append(more > 0 ? " and " + more + " more" : "").toString();
    }
}
