package dev.mcpauthfix.runtime.http;

import dev.mcpauthfix.engine.port.HttpFetcher.Refused.Cause;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads an answer's body (RFC 9112, sections 6 and 7), never more than a limit, neither as sent nor as decoded. */
final class MessageBody {

    private final InputStream in;
    private final int limit;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    private MessageBody(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /** Reads and decodes the body; text that is not UTF-8 gets replacement characters. */
    static String read(MessageHead head, InputStream in, int limit) throws IOException {
        if (head.status() == 204 || head.status() == 304) {
            return "";
        }
        byte[] bytes = decoded(head.header("content-encoding"), received(head, in, limit), limit);
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static byte[] received(MessageHead head, InputStream in, int limit) throws IOException {
        MessageBody body = new MessageBody(in, limit);
        String transferEncoding = head.header("transfer-encoding");
        if (transferEncoding != null) {
            if (!transferEncoding.equalsIgnoreCase("chunked")) {
                throw new IOException("the answer has an unknown transfer coding");
            }
            body.readChunks();
        } else if (head.headers().containsKey("content-length")) {
            body.copy(contentLength(head.headers().get("content-length")));
        } else {
            body.copyToEnd();
        }
        return body.received.toByteArray();
    }

    private static byte[] decoded(@Nullable String encoding, byte[] bytes, int limit) throws IOException {
        if (encoding == null || encoding.equalsIgnoreCase("identity") || bytes.length == 0) {
            return bytes;
        }
        if (!encoding.equalsIgnoreCase("gzip") && !encoding.equalsIgnoreCase("x-gzip")) {
            throw new RefusedByPolicy(Cause.SIZE, "the answer has a content coding that was not asked for");
        }
        MessageBody body = new MessageBody(new GZIPInputStream(new ByteArrayInputStream(bytes)), limit);
        body.copyToEnd();
        return body.received.toByteArray();
    }

    private void readChunks() throws IOException {
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            copy(size);
            if (!MessageHead.readLine(in).isEmpty()) {
                throw new IOException("the answer has a malformed chunk");
            }
        }
        MessageHead.readHeaders(in);
    }

    private long chunkSize() throws IOException {
        String line = MessageHead.readLine(in);
        int semicolon = line.indexOf(';');
        return number(semicolon < 0 ? line : line.substring(0, semicolon), 16);
    }

    private static long contentLength(@Nullable List<String> values) throws IOException {
        String first = values == null ? "" : values.get(0);
        for (int i = 1; values != null && i < values.size(); i++) {
            if (!values.get(i).equals(first)) {
                throw new IOException("the answer has two lengths");
            }
        }
        return number(first, 10);
    }

    private static long number(String text, int radix) throws IOException {
        String digits = text.trim();
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), radix);
            if (digit < 0 || i > 14) {
                throw new IOException("the answer has a malformed length");
            }
            value = value * radix + digit;
        }
        if (digits.isEmpty()) {
            throw new IOException("the answer has an empty length");
        }
        return value;
    }

    private void copy(long size) throws IOException {
        check(received.size() + size);
        byte[] part = in.readNBytes((int) size);
        if (part.length < size) {
            throw new EOFException("the connection was closed before the answer was complete");
        }
        received.write(part, 0, part.length);
    }

    private void copyToEnd() throws IOException {
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            check((long) received.size() + read);
            received.write(buffer, 0, read);
        }
    }

    private void check(long size) throws RefusedByPolicy {
        if (size > limit) {
            throw new RefusedByPolicy(Cause.SIZE, "the answer is larger than " + limit + " bytes");
        }
    }
}
