package dev.mcpauthfix.engine.policy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** MurmurHash3, x86, 32 bits, as its author published it: what most feature flag systems assign with. */
final class Murmur3 {

    private static final int BLOCK = 0xcc9e2d51;
    private static final int BLOCK_TOO = 0x1b873593;

    private Murmur3() {}

    /** The hash of a text's UTF-8 bytes, as an unsigned number. */
    static long hash(String text, int seed) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer blocks = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int hash = seed;
        while (blocks.remaining() >= Integer.BYTES) {
            hash = Integer.rotateLeft(hash ^ mixed(blocks.getInt()), 13) * 5 + 0xe6546b64;
        }
        int rest = 0;
        for (int shift = 0; blocks.hasRemaining(); shift += Byte.SIZE) {
            rest |= (blocks.get() & 0xff) << shift;
        }
        return Integer.toUnsignedLong(finished(hash ^ mixed(rest) ^ bytes.length));
    }

    private static int mixed(int block) {
        return Integer.rotateLeft(block * BLOCK, 15) * BLOCK_TOO;
    }

    private static int finished(int hash) {
        int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        return mixed ^ (mixed >>> 16);
    }
}
