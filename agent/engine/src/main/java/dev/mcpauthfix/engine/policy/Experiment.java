package dev.mcpauthfix.engine.policy;

import java.net.URI;
import java.util.Locale;

/**
 * Strict against lenient discovery: which units get which. The assignment is a function of its arguments alone, so that it is the same
 * in every JVM and after each restart, and whoever is lenient at one share is so at every larger one.
 *
 * @param name the experiment's name; another name assigns anew
 * @param unit what is assigned
 * @param lenientShare how many of 10,000 units are lenient
 * @param seed the hash's; another seed assigns anew
 * @param jvm the name of this JVM, the same after a restart
 */
public record Experiment(String name, Unit unit, int lenientShare, int seed, String jvm) {

    /** All units, in basis points. */
    public static final int WHOLE = 10_000;

    /** What is assigned. */
    public enum Unit {
        /** All MCP servers of a JVM together. */
        JVM("jvm"),
        /** A server in all JVMs together. */
        SERVER("server"),
        /** A server in a JVM. */
        JVM_AND_SERVER("jvm+server");

        private final String wireName;

        Unit(String wireName) {
            this.wireName = wireName;
        }

        /** The unit of a spelling; {@code IllegalArgumentException} for any other. */
        public static Unit named(String spelling) {
            for (Unit unit : values()) {
                if (unit.wireName.equals(spelling)) {
                    return unit;
                }
            }
            throw new IllegalArgumentException(spelling);
        }

        @Override
        public String toString() {
            return wireName;
        }
    }

    /** The two ways to discover that are compared. */
    public enum Variant {
        /** Only the hint counts. */
        STRICT,
        /** The whole ladder. */
        LENIENT;

        /** As it is spelt outside. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The variant of a server in this JVM: {@code murmur3_32(name + ":" + unit, seed) mod 10000} against the share. */
    public Variant variant(URI mcpUri) {
        long bucket = Murmur3.hash(name + ":" + identifier(mcpUri), seed) % WHOLE;
        return bucket < lenientShare ? Variant.LENIENT : Variant.STRICT;
    }

    /** The unit's identifier: the JVM's name, the server's address, or both with a blank between them. */
    String identifier(URI mcpUri) {
        return switch (unit) {
            case JVM -> jvm;
            case SERVER -> address(mcpUri);
            case JVM_AND_SERVER -> jvm + " " + address(mcpUri);
        };
    }

    /** One spelling for all of a server's: the origin in lower case without its usual port, the path without a "/" at its end. */
    private static String address(URI mcpUri) {
        return UrlRules.origin(mcpUri) + UrlRules.withoutTrailingSlash(mcpUri.getRawPath());
    }
}
