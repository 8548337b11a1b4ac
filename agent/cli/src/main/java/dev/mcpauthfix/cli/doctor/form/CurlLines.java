package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.runtime.http.TracingFetcher;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import dev.mcpauthfix.runtime.probe.ProbeRequest;
import dev.mcpauthfix.runtime.probe.Survey;
import dev.mcpauthfix.runtime.probe.SurveyRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The requests of a survey as curl lines for a POSIX shell, so that anybody can see for themselves. */
public final class CurlLines {

    private static final Duration WITHOUT_OPTIONS = ProbeRequest.limit(Duration.ofSeconds(SurveyRequest.LIMIT_SECONDS));

    private CurlLines() {}

    /**
     * One line per request in order, with a comment above that says what it is for and what came. What was not sent, what policy refused,
     * and what needs a token or registers a client is a comment too.
     */
    public static String of(Survey survey) {
        return of(survey, WITHOUT_OPTIONS, Map.of());
    }

    /** The same with the pins and the limit of what was wanted. */
    public static String of(Survey survey, SurveyRequest request) {
        return of(survey, ProbeRequest.limit(request.limit()), request.pins());
    }

    private static String of(Survey survey, Duration limit, Map<String, List<InetAddress>> pins) {
        StringBuilder lines = new StringBuilder(1024);
        lines.append("# What mcp-auth-fix doctor asked ").append(comment(survey.url()));
        lines.append(" on ").append(SurveySection.time(survey.at())).append(".\n");
        List<Exchange> exchanges = survey.exchanges();
        for (int i = 0; i < exchanges.size(); i++) {
            Exchange exchange = exchanges.get(i);
            lines.append("\n# ").append(i + 1).append(". ").append(PurposeWords.of(exchange.purpose()));
            lines.append(": ").append(comment(Sent.outcome(exchange))).append('\n');
            if (exchange.url().contains("***")) {
                lines.append("# The values of the query are not shown: put them in for ***.\n");
            }
            String line = line(exchange, limit, pins);
            lines.append(isToBeRun(exchange) ? line : "# " + comment(line)).append('\n');
        }
        return lines.toString();
    }

    /** One request, with the headers, the body and the limits of the probe. */
    static String line(Exchange exchange) {
        return line(exchange, WITHOUT_OPTIONS, Map.of());
    }

    private static String line(Exchange exchange, Duration limit, Map<String, List<InetAddress>> pins) {
        StringBuilder line = new StringBuilder("curl -gsSi --path-as-is --proto '=http,https'");
        line.append(" --max-time ").append(limit.toSeconds());
        line.append(" --max-filesize ").append(TracingFetcher.MOST_BYTES);
        if (exchange.method().equals("GET")
                && exchange.came() == Came.ANSWER
                && !exchange.answeredBy().equals(exchange.url())) {
            line.append(" -L --max-redirs ").append(TracingFetcher.REDIRECTS);
        }
        String pin = pin(exchange.url(), pins);
        if (!pin.isEmpty()) {
            line.append(" --resolve ").append(ShellWord.of(pin));
        }
        line.append(" -A ").append(TracingFetcher.USER_AGENT);
        ProbeRequest.headers(exchange.purpose())
                .forEach((name, value) -> line.append(" -H ").append(ShellWord.of(name + ": " + value)));
        if (exchange.purpose() == Purpose.MCP_REQUEST_WITH_TOKEN) {
            line.append(" -H \"Authorization: Bearer $TOKEN\"");
        }
        String body = ProbeRequest.body(exchange.purpose());
        if (body != null) {
            line.append(" --data-raw ").append(ShellWord.of(body));
        } else if (!exchange.method().equals("GET")) {
            line.append(" -X ").append(ShellWord.of(exchange.method()));
        }
        return line.append(" --url ").append(ShellWord.url(exchange.url())).toString();
    }

    /** {@code host:port:address}, with more addresses where there are more; empty for a host without a pin. */
    private static String pin(String url, Map<String, List<InetAddress>> pins) {
        URI uri = UrlRules.parse(url);
        String host = uri == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        List<InetAddress> addresses = pins.getOrDefault(host, List.of());
        return uri == null || addresses.isEmpty()
                ? ""
                : host + ":" + UrlRules.port(uri) + ":"
                        + addresses.stream().map(CurlLines::literal).collect(Collectors.joining(","));
    }

    private static String literal(InetAddress address) {
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }

    /** A hostile server could have somebody ask, by hand, what policy forbids the probe. */
    private static boolean isToBeRun(Exchange exchange) {
        return switch (exchange.came()) {
            case ANSWER, UNREACHABLE ->
                exchange.purpose() != Purpose.REGISTRATION && exchange.purpose() != Purpose.MCP_REQUEST_WITH_TOKEN;
            case REFUSED, NOT_ASKED -> false;
        };
    }

    /** A line break would end the comment, and what follows would be run. */
    private static String comment(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
    }
}
