package dev.mcpauthfix.it.authorizationserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
    private static final List<String> AGREEMENTS = List.of("accept", "yes", "allow", "approve", "continue", "submit");

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
        Connection session = Jsoup.newSession().ignoreHttpErrors(true).timeout(30_000);
        Document page = session.newRequest(args[args.length - 1]).get();
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Optional<FormElement> form = page.forms().stream()
                    .filter(candidate -> candidate.attr("method").equalsIgnoreCase("post"))
                    .findFirst();
            if (form.isEmpty()) {
                System.exit(page.connection().response().statusCode() < 400 ? 0 : 1);
            }
            page = agree(form.orElseThrow());
        }
        System.exit(1);
    }

    private static Document agree(FormElement form) throws IOException {
        form.select("input[type=checkbox]").attr("checked", "checked");
        for (Element input : form.select("input[type=text], input[type=email], input:not([type])")) {
            if (input.attr("value").isEmpty()) {
                input.attr("value", NAME);
            }
        }
        form.select("input[type=password]").attr("value", PASSWORD);
        Connection submission = form.submit();
        // Which button was pressed is no part of a form's data.
        form.select("button[name], input[type=submit][name]").stream()
                .filter(button -> AGREEMENTS.contains(button.attr("name").toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(button -> submission.data(button.attr("name"), button.attr("value")));
        return submission.execute().parse();
    }
}
