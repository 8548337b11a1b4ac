package dev.mcpauthfix.shim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds files in zip archives that hold them uncompressed, without touching more than the headers.
 *
 * <p>{@code ZipInputStream} reads, checks and copies every file on the way, still interpreted at this point of a JVM's life: that was
 * 25 of the 40 milliseconds that a first request cost.
 */
final class StoredArchives {

    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int LOCAL_HEADER_BYTES = 30;
    private static final int FLAGS = 6;
    private static final int METHOD = 8;
    private static final int SIZE = 18;
    private static final int NAME_LENGTH = 26;
    private static final int EXTRA_LENGTH = 28;
    private static final int SIZE_FOLLOWS = 8;

    private final Map<String, Place> places = new HashMap<String, Place>();

    private static final class Place {
        final byte[] archive;
        final int at;
        final int size;

        Place(byte[] archive, int at, int size) {
            this.archive = archive;
            this.at = at;
            this.size = size;
        }
    }

    /** Takes an archive in; it must not be changed afterwards. */
    void add(byte[] archive) throws IOException {
        int at = 0;
        while (at + LOCAL_HEADER_BYTES <= archive.length && number(archive, at, 4) == LOCAL_HEADER) {
            int nameLength = number(archive, at + NAME_LENGTH, 2);
            int size = number(archive, at + SIZE, 4);
            int data = at + LOCAL_HEADER_BYTES + nameLength + number(archive, at + EXTRA_LENGTH, 2);
            boolean stored =
                    number(archive, at + METHOD, 2) == 0 && (number(archive, at + FLAGS, 2) & SIZE_FOLLOWS) == 0;
            if (!stored || size < 0 || data > archive.length - size) {
                throw new IOException("an archive of the core is not as it was published");
            }
            String name = new String(archive, at + LOCAL_HEADER_BYTES, nameLength, StandardCharsets.ISO_8859_1);
            places.put(name, new Place(archive, data, size));
            at = data + size;
        }
        if (at == 0) {
            throw new IOException("an archive of the core is not as it was published");
        }
    }

    /** A copy of a file's bytes, null where there is none of that name. */
    byte[] file(String name) {
        Place place = places.get(name);
        return place == null ? null : Arrays.copyOfRange(place.archive, place.at, place.at + place.size);
    }

    /** A little-endian number. */
    private static int number(byte[] archive, int at, int bytes) {
        int number = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            number = (number << 8) | (archive[at + i] & 0xff);
        }
        return number;
    }
}
