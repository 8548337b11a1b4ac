package dev.mcpauthfix.it.authorizationserver;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Connection;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** Plays the person at a browser: fills in the forms that a real server shows, with its cookies, and agrees to everything. */
final class ScriptedPerson {

    static final String NAME = "ada";
    static final String PASSWORD = "lovelace-1815";
    private static final int MOST_PAGES = 8;
    private static final int MOST_HOPS = 12;
    private static final List<String> AGREEMENTS = List.of("accept", "yes", "allow", "approve", "continue", "submit");

    private final Map<String, Map<String, String>> cookies = new HashMap<>();

    private ScriptedPerson() {}

    /** The {@code browser.command} for it; the agent adds the page. */
    static String command(Path folder) throws IOException {
        String classes = ScriptedPerson.class.getName().replace('.', '/') + ".class";
        Path copy = folder.resolve(classes);
        Files.createDirectories(copy.getParent());
        Files.write(
                copy,
                ScriptedPerson.class.getResourceAsStream("ScriptedPerson.class").readAllBytes());
        Path library = folder.resolve("jsoup.jar");
        Files.write(
                library,
                Files.readAllBytes(Path.of(Jsoup.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())));
        return Path.of(System.getProperty("java.home"), "bin", "java") + " -cp " + folder + ":" + library + " "
                + ScriptedPerson.class.getName();
    }

    /** Exits with 0 when the last page had no more form to fill in. */
    public static void main(String[] args) throws IOException {
        ScriptedPerson person = new ScriptedPerson();
        Document page = person.open(Jsoup.connect(args[args.length - 1]));
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Optional<FormElement> form = page.forms().stream()
                    .filter(candidate -> candidate.attr("method").equalsIgnoreCase("post"))
                    .findFirst();
            if (form.isEmpty()) {
                int status = page.connection().response().statusCode();
                System.err.println(status + " " + page.title() + ": " + page.text());
                System.exit(status < 400 ? 0 : 1);
            }
            page = person.agree(form.orElseThrow());
        }
        System.exit(1);
    }

    /** Follows redirects. Loopback is a place that browsers trust, so even cookies that are Secure go there by plain http. */
    private Document open(Connection first) throws IOException {
        Connection next = first;
        for (int hops = 0; hops < MOST_HOPS; hops++) {
            URL url = next.request().url();
            Map<String, String> jar = cookies.computeIfAbsent(url.getAuthority(), origin -> new LinkedHashMap<>());
            Connection.Response answer = next.ignoreHttpErrors(true)
                    .ignoreContentType(true)
                    .followRedirects(false)
                    .timeout(30_000)
                    .cookies(jar)
                    .execute();
            jar.putAll(answer.cookies());
            String location = answer.header("Location");
            if (location == null) {
                return answer.parse();
            }
            next = Jsoup.connect(URI.create(url.toString()).resolve(location).toString());
        }
        throw new IOException("more than " + MOST_HOPS + " redirects");
    }

    private Document agree(FormElement form) throws IOException {
        form.select("input[type=checkbox]").attr("checked", "checked");
        for (Element input : form.select("input[type=text], input[type=email], input:not([type])")) {
            if (input.attr("value").isEmpty()) {
                input.attr("value", NAME);
            }
        }
        form.select("input[type=password]").attr("value", PASSWORD);
        Connection submission = Jsoup.connect(form.absUrl("action"))
                .method(Connection.Method.POST)
                .data(form.formData());
        // Which button was pressed is no part of a form's data.
        form.select("button[name], input[type=submit][name]").stream()
                .filter(button -> AGREEMENTS.contains(button.attr("name").toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(button -> submission.data(button.attr("name"), button.attr("value")));
        return open(submission);
    }
}
