package dev.mcpauthfix.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.mcpauthfix.engine.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command's own doings; what it says of which server is shown on the zoo. */
class DoctorCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (!path.equals("/bare")) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer");
            }
            exchange.sendResponseHeaders(path.equals("/mcp") || path.equals("/bare") ? 401 : 404, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/mcp";
    }

    private int run(String... words) {
        return Commands.run(words, new PrintWriter(out), new PrintWriter(err));
    }

    @Test
    void answersWithTheVerdictsExitCode() {
        assertThat(run("doctor", url())).isEqualTo(30);
        assertThat(out.toString()).startsWith("Not an OAuth server").contains("Step by step", "Who connects");
    }

    @Test
    void showsEachRequestAsALineWhereNobodyWatches() {
        run("doctor", url());

        assertThat(err.toString().lines()).allMatch(line -> line.matches("(POST|GET) http://.* -> .* \\(\\d+ ms\\)"));
        assertThat(err.toString()).contains("POST " + url() + " -> 401 (");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "doctor|Missing required parameter: '<mcp-url>'; see doctor --help",
                "doctor --jsn http://127.0.0.1/mcp|Unknown option: '--jsn'; see doctor --help",
                "doctor http://tools.example/mcp|expected https, or http on loopback",
                "doctor https://my_tools.example/mcp|expected letters, digits and hyphens",
                "doctor https://b\u00fccher.example/mcp|xn--bcher-kva.example",
                "doctor http://127.0.0.1:0/mcp|expected a number from 1 to 65535",
                "doctor --in 0 http://127.0.0.1/mcp|--in 0 names no JVM",
                "doctor --in -1 http://127.0.0.1/mcp|--in -1 names no JVM",
                "doctor --in 1 --set scope=a http://127.0.0.1/mcp|expected --in without --set",
                "doctor --in 1 --timeout 121 http://127.0.0.1/mcp|expected --timeout 1 to 120",
                "doctor not-a-url|expected one like https://mcp.example.com/mcp",
                "doctor --timeout 0 http://127.0.0.1/mcp|expected 1 to 600 seconds",
                "doctor --timeout soon http://127.0.0.1/mcp|'soon' is not an int",
                "doctor --resolve x http://127.0.0.1/mcp|expected --resolve mcp.example.com=203.0.113.7",
                "doctor --compare lenient http://127.0.0.1/mcp|expected --compare strict,lenient",
                "doctor --json --issue http://127.0.0.1/mcp|mutually exclusive",
                "doctor --login --in 1 http://127.0.0.1/mcp|mutually exclusive",
                "doctor --set nonsense=1 http://127.0.0.1/mcp|nonsense"
            })
    void aMistakeGetsItsLineAndTheExitCodeTwo(String line, String said) {
        assertThat(run(line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).contains(said);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aPinGoesBeforeTheNameService() {
        String named = url().replace("127.0.0.1", "pinned.localhost");

        assertThat(run("doctor", "--resolve", "pinned.localhost=127.0.0.1", named))
                .isEqualTo(30);
    }

    @Test
    void whatCannotBeReachedIsUnreachable() {
        String url = url();
        server.stop(0);

        assertThat(run("doctor", url)).isEqualTo(50);
        assertThat(out.toString()).startsWith("Unreachable: ");
    }

    @Test
    void anotherJvmThatIsNotThereHasAnExitCodeOfItsOwn() {
        assertThat(run("doctor", "--in", "999999999", url())).isEqualTo(3);
        assertThat(err.toString()).contains("999999999");
    }

    @Test
    void writesThePageBesideTheText() throws IOException {
        Path page = folder.resolve("doctor.html");

        assertThat(run("doctor", "--html", page.toString(), url())).isEqualTo(30);

        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("not-oauth");
        assertThat(out.toString()).startsWith("Not an OAuth server");
    }

    @ParameterizedTest
    @CsvSource({"no/such/page.html, there is no folder", "file/page.html, there is no folder", "., this is a folder"})
    void aPageThatCannotBeWrittenIsToldBeforeAnybodyIsAsked(String page, String reason) throws IOException {
        Files.createFile(folder.resolve("file"));

        assertThat(run("doctor", "--html", folder.resolve(page).toString(), url()))
                .isEqualTo(1);

        assertThat(err.toString()).contains("the page cannot be written", reason);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aPageThatCannotBeWrittenAfterAllIsTold() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "there is no device that is full");

        assertThat(run("doctor", "--html", full.toString(), url())).isEqualTo(1);
        assertThat(err.toString()).contains("the page cannot be written");
        assertThat(out.toString()).startsWith("Not an OAuth server");
    }

    @Test
    void settingsOfThisMachineChangeNoVerdictAndAreNamed() {
        assertThat(run("doctor", "--set", "issuer=https://as.example,pkce=assume-s256", url()))
                .isEqualTo(30);
        assertThat(err.toString())
                .contains("settings issuer, pkce play no part in the diagnosis; they do in --login")
                .doesNotContain("as.example");
        assertThat(out.toString()).doesNotContain("as.example", "configured");
    }

    @Test
    void oneSettingIsNamedAloneAndNoneNotAtAll() {
        run("doctor", url());
        assertThat(err.toString()).doesNotContain("no part in the diagnosis");
        run("doctor", "--set", "scope=a", url());
        assertThat(err.toString()).contains("setting scope plays no part in the diagnosis; it does in --login");
    }

    @Test
    void aLoginWithNobodyToLogInToIsTold() {
        assertThat(run("doctor", "--login", url().replace("/mcp", "/bare"))).isEqualTo(30);
        assertThat(err.toString()).contains("Not logged in: no authorization server was found: ");
        run("doctor", "--login", url().replace("/mcp", "/open"));
        assertThat(err.toString()).contains("Not logged in: the server did not ask for a token");
        String url = url();
        server.stop(0);
        assertThat(run("doctor", "--login", url)).isEqualTo(50);
        assertThat(err.toString()).contains("Not logged in: the server gave no answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--issue", "--curl", "--json", "--html"})
    void aPathThatMayBeASecretIsNamedWhereItIsPassedOn(String form) {
        String[] words = form.equals("--html")
                ? new String[] {
                    "doctor", form, folder.resolve("page.html").toString(), url() + "/k3yk3yk3yk3yk3yk3yk3yk3y"
                }
                : new String[] {"doctor", form, url() + "/k3yk3yk3yk3yk3yk3yk3yk3y"};
        run(words);
        assertThat(err.toString()).contains("the URL's path is shown as it is; take it out before you publish this");
    }

    @Test
    void aPathOfWordsIsNotWarnedOfNorIsWhatStaysHere() {
        run("doctor", "--json", url() + "/a-very-long-path-without-any-number/v2/mcp");
        run("doctor", url() + "/k3yk3yk3yk3yk3yk3yk3yk3y");
        assertThat(err.toString()).doesNotContain("is shown as it is");
    }

    @Test
    void aCurlLineGoesToThePinnedAddress() {
        String named = url().replace("127.0.0.1", "pinned.localhost");

        run("doctor", "--curl", "--resolve", "pinned.localhost=127.0.0.1", "--timeout", "60", named);

        assertThat(out.toString())
                .contains(
                        "--max-time 20 ",
                        " --resolve 'pinned.localhost:" + server.getAddress().getPort() + ":127.0.0.1' ");
    }

    @ParameterizedTest
    @CsvSource({
        "https://us3r:pa/ssw0rdcanary@host/mcp",
        "https://us3r:pa#canary@host/",
        "https://us3r:12#canary@127.0.0.1/",
        "https://us3r:canary@host/ --timeout soon",
        "https://a.example/ https://us3r:canary@host/",
        "https://a.example/ us3r:canary@host/",
        "https://a.example/ --resolve https://us3r:canary@host/"
    })
    void aMistypedPasswordIsNotSaidBack(String words) {
        assertThat(run(("doctor " + words).split(" ", -1))).isEqualTo(2);
        assertThat(err.toString() + out).doesNotContain("canary", "us3r");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void otherCommandsShowTheirUsageAsBefore() {
        assertThat(run("login", "--nonsense")).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: ").doesNotContain("see doctor --help");
    }

    @Test
    void hasEveryOtherForm() {
        assertThat(run("doctor", "--json", url())).isEqualTo(30);
        JsonObject json = JsonObject.parse(out.toString()).orElseThrow();
        assertThat(json.number("schema")).isEqualTo(1);
        assertThat(json.string("verdict")).isEqualTo("not-oauth");
        assertThat(json.number("exit_code")).isEqualTo(30);
        assertThat(json.object("survey").orElseThrow().string("url")).isEqualTo(url());
        out.getBuffer().setLength(0);
        assertThat(run("doctor", "--issue", url())).isEqualTo(30);
        assertThat(out.toString()).startsWith("# ");
        out.getBuffer().setLength(0);
        assertThat(run("doctor", "--curl", url())).isEqualTo(30);
        assertThat(out.toString()).contains("curl ", url());
        out.getBuffer().setLength(0);
        assertThat(run("doctor", "--compare", "lenient,strict", url())).isEqualTo(30);
        assertThat(out.toString()).contains("strict", "lenient", "default-endpoints");
    }
}
