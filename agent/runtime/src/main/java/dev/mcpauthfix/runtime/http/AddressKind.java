package dev.mcpauthfix.runtime.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/** What kind of place an IP address is, by the registries of special-purpose addresses (RFC 6890). */
enum AddressKind {
    /** Anywhere on the Internet. */
    PUBLIC("a public address"),
    /** This machine. */
    LOOPBACK("a loopback address"),
    /** A network that outsiders cannot reach: private, link-local, shared by a carrier's NAT. */
    PRIVATE("a private address"),
    /** Multicast, reserved, and the addresses where clouds hand credentials to their machines. */
    NEVER("a reserved address or a cloud's metadata service");

    private final String words;

    AddressKind(String words) {
        this.words = words;
    }

    static AddressKind of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return of4(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff, bytes[3] & 0xff);
        }
        if (address.isLoopbackAddress()) {
            return LOOPBACK;
        }
        if (address.isMulticastAddress() || isCloudMetadata6(bytes) || startsWith(bytes, 0x20, 0x01, 0, 0)) {
            return NEVER;
        }
        int embedded = embedded4(bytes);
        if (embedded >= 0) {
            return of4(
                    bytes[embedded] & 0xff,
                    bytes[embedded + 1] & 0xff,
                    bytes[embedded + 2] & 0xff,
                    bytes[embedded + 3] & 0xff);
        }
        boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
        // Translated by a network of its own choosing (RFC 8215), so that only it knows where the address leads.
        boolean localNat64 = startsWith(bytes, 0x00, 0x64, 0xff, 0x9b);
        return uniqueLocal || localNat64 || address.isLinkLocalAddress() || address.isSiteLocalAddress()
                ? PRIVATE
                : PUBLIC;
    }

    /** 198.18.0.0/15 counts as public: local proxies that answer DNS themselves give it out for every name. */
    private static AddressKind of4(int a, int b, int c, int d) {
        if (a == 127) {
            return LOOPBACK;
        }
        boolean cloudMetadata = (a == 169 && b == 254 && c == 169 && d == 254)
                || (a == 100 && b == 100 && c == 100 && d == 200)
                || (a == 192 && b == 0 && c == 0 && d == 192);
        if (cloudMetadata || a == 0 || a >= 224) {
            return NEVER;
        }
        boolean privateUse = a == 10 || (a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168);
        boolean carrier = a == 100 && b >= 64 && b < 128;
        boolean linkLocal = a == 169 && b == 254;
        boolean assignments = a == 192 && b == 0 && c == 0;
        return privateUse || carrier || linkLocal || assignments ? PRIVATE : PUBLIC;
    }

    /** Where an IPv4 address stands in an IPv6 one that leads to it, -1 for none. */
    private static int embedded4(byte[] bytes) {
        boolean sixToFour = startsWith(bytes, 0x20, 0x02);
        if (sixToFour) {
            return 2;
        }
        boolean nat64 = startsWith(bytes, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0);
        boolean compatibleOrMapped = startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0);
        return nat64 || compatibleOrMapped ? 12 : -1;
    }

    private static boolean isCloudMetadata6(byte[] bytes) {
        byte[] amazon = {(byte) 0xfd, 0, 0x0e, (byte) 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0x54};
        return Arrays.equals(bytes, amazon);
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return words;
    }
}
