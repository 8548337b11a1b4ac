package dev.mcpauthfix.cli.doctor.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import dev.mcpauthfix.runtime.probe.Survey;
import dev.mcpauthfix.runtime.probe.SurveyRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines run by a real shell, mostly with the real curl. */
class CurlLinesTest {

    private static final List<String> CURLS = List.of("/usr/bin/curl", "/usr/local/bin/curl", "/bin/curl");

    @TempDir
    private Path folder;

    @Test
    void sendWhatTheProbeSent() throws Exception {
        needCurl();
        try (LoopbackServer server = new LoopbackServer(CurlLinesTest::answer)) {
            Survey survey = Probed.survey(server.origin() + "/mcp");
            List<LoopbackServer.Seen> probe = server.seen();
            assertThat(probe).hasSizeGreaterThan(4);
            assertThat(probe).anyMatch(seen -> seen.target().equals("/moved"));
            assertThat(probe).anyMatch(seen -> seen.target().equals("/authorize"));
            server.forget();

            run(CurlLines.of(survey), System.getenv("PATH"));

            assertThat(server.seen()).isEqualTo(probe);
        }
    }

    /** No metadata anywhere, and a redirect on the way to it. */
    private static String answer(LoopbackServer.Seen seen) {
        return switch (seen.target()) {
            case "/mcp" -> "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer\n\n{}";
            case "/.well-known/oauth-protected-resource" -> "HTTP/1.1 302 Found\nLocation: /moved\n\n";
            default -> "HTTP/1.1 404 Not Found\n\nnothing";
        };
    }

    @Test
    void askTheAddressThatAServerNamedAndRunNothingElse() throws Exception {
        needCurl();
        try (LoopbackServer server = new LoopbackServer(seen -> "HTTP/1.1 200 OK\n\n{}")) {
            String strange = "/a'b$(touch pwned)`touch pwned`;touch pwned;\"\\[1-3]{x,y}/../#&\ntouch pwned\n'\u00fc";
            run(
                    CurlLines.of(Samples.survey(
                            server.origin(),
                            List.of(Samples.answer(Purpose.RESOURCE_METADATA, server.origin() + strange, 200, null)))),
                    System.getenv("PATH"));

            assertThat(server.seen()).hasSize(1);
            assertThat(server.seen().get(0).target())
                    .isEqualTo("/a'b$(touch%20pwned)`touch%20pwned`;touch%20pwned;\"\\[1-3]{x,y}/../");
            assertThat(folder.resolve("pwned")).doesNotExist();
        }
    }

    @Test
    void areOneCallEachWhateverAServerSays() throws Exception {
        Path curl = Files.writeString(folder.resolve("curl"), "#!/bin/sh\nprintf '%s\\n' \"$#\" >> calls\n");
        Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwxr-xr-x"));
        Survey survey = Samples.hostile().survey();

        run(CurlLines.of(survey), folder + ":/usr/bin:/bin");

        assertThat(Files.readAllLines(folder.resolve("calls")))
                .as("the numbers of arguments of the three requests that may be repeated")
                .containsExactly("18", "18", "18");
        assertThat(folder.resolve("pwned")).doesNotExist();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("curl", "calls", "lines.sh");
    }

    @Test
    void doNotRepeatWhatPolicyRefused() {
        String url = "http://169.254.169.254/latest/meta-data";
        String lines = CurlLines.of(Samples.survey(
                "https://mcp.example.com/mcp",
                List.of(
                        Samples.missing(Purpose.RESOURCE_METADATA, "GET", url, Came.REFUSED, "it is\nlink-local"),
                        Samples.missing(Purpose.SERVER_METADATA, "GET", url, Came.NOT_ASKED, "no time"))));
        assertThat(lines).contains("# 1. protected resource metadata: refused: it is link-local", "\n# curl ", url);
        assertThat(lines.lines().filter(line -> !line.isEmpty())).allMatch(line -> line.startsWith("#"));
    }

    @Test
    void neitherRegisterNorSendATokenByThemselves() {
        Exchange register = Samples.answer(Purpose.REGISTRATION, "https://as.example/register", 201, null);
        Exchange token = Samples.answer(Purpose.MCP_REQUEST_WITH_TOKEN, "https://mcp.example.com/mcp", 200, null);
        String lines = CurlLines.of(Samples.survey("https://mcp.example.com/mcp", List.of(register, token)));
        assertThat(lines).contains("-H \"Authorization: Bearer $TOKEN\"");
        assertThat(lines.lines().filter(line -> !line.isEmpty())).allMatch(line -> line.startsWith("#"));
    }

    @Test
    void sayThatTheValuesOfAQueryAreMissing() {
        assertThat(CurlLines.of(Samples.apiKey().survey()))
                .contains("# The values of the query are not shown: put them in for ***.\ncurl ")
                .contains("--max-time 10 --max-filesize 262144 ");
        assertThat(CurlLines.of(Samples.founding().survey())).doesNotContain("***", " -L ");
    }

    @Test
    void goToTheAddressesThatWerePinnedAndWaitAsLong() throws Exception {
        needCurl();
        try (LoopbackServer server = new LoopbackServer(seen -> "HTTP/1.1 404 Not Found\n\nnothing")) {
            String url = server.origin().replace("127.0.0.1", "pinned.invalid") + "/mcp";
            String lines = CurlLines.of(
                    Samples.survey(url, List.of(Samples.answer(Purpose.RESOURCE_METADATA, url, 404, null))),
                    SurveyRequest.of("https://pinned.invalid/", 60, List.of("Pinned.invalid=127.0.0.1"), false));

            run(lines, System.getenv("PATH"));

            assertThat(server.seen()).hasSize(1);
            assertThat(lines)
                    .contains("--max-time 20 ", " --resolve 'pinned.invalid:" + server.port() + ":127.0.0.1' ");
        }
    }

    @Test
    void pinNoOtherHost() throws Exception {
        String lines = CurlLines.of(
                Samples.founding().survey(),
                SurveyRequest.of(
                        "https://a.example/", 30, List.of("a.example=::1", "mcp.example.com=[2001:db8::1]"), false));
        assertThat(lines).doesNotContain("a.example:");
        assertThat(lines.lines().filter(line -> line.startsWith("curl ") && line.contains("//mcp.example.com/")))
                .isNotEmpty()
                .allMatch(line -> line.contains(" --resolve 'mcp.example.com:443:[2001:db8:0:0:0:0:0:1]' "));
    }

    private void run(String lines, String path) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("lines.sh"), lines);
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        shell.environment().put("PATH", path);
        shell.environment().remove("TOKEN");
        // Some environments send all of curl through a proxy.
        shell.environment().put("no_proxy", "127.0.0.1");
        shell.environment().put("HOME", folder.toString());
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    private static void needCurl() {
        boolean there = CURLS.stream().map(Path::of).anyMatch(Files::isExecutable);
        if (!there) {
            System.out.println("skipped: there is no curl; install it to run the lines");
        }
        assumeTrue(there, "there is no curl");
    }
}
