package dev.mcpauthfix.adapter.apache5;

import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.BasicHeader;

/** What the head of a response is made to say. */
final class RepairedHead {

    private static final String CHALLENGE = "WWW-Authenticate";
    private static final int OK = 200;

    private RepairedHead() {}

    /** Puts these challenges in place of its own. */
    static void withChallenge(HttpResponse head, List<String> wwwAuthenticate) {
        List<Header> lines = wwwAuthenticate.stream()
                .map(line -> (Header) new BasicHeader(CHALLENGE, line))
                .toList();
        head.removeHeaders(CHALLENGE);
        lines.forEach(head::addHeader);
    }

    /** Has it announce a JSON document of this length, and nothing else. */
    static void ofDocument(HttpResponse head, int length) {
        head.setHeaders(
                new BasicHeader("Content-Type", "application/json"),
                new BasicHeader("Content-Length", String.valueOf(length)));
        head.setCode(OK);
        head.setReasonPhrase("OK");
    }
}
