package dev.mcpauthfix.cli.doctor.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IssueTextTest {

    static Stream<String> samples() {
        return Samples.all().keySet().stream();
    }

    @Test
    void tellsTheOwnerAllThatIsNeededToMendIt() {
        assertThat(IssueText.of(Samples.founding()))
                .startsWith("# MCP clients that go by the challenge alone cannot log in\n")
                .contains("MCP server: `https://mcp.example.com/mcp`\n")
                .contains(
                        "- MCP Java SDK: no OAuth at all; its users see \"Authorization error when sending message\"\n")
                .contains("| `POST https://mcp.example.com/mcp` | 401; `WWW-Authenticate: Bearer realm=\"mcp\"` |")
                .contains("RFC 9728, section 5.1")
                .contains("| MCP Python SDK 1.0 to 1.2 | connects |")
                .contains("1 of 3 clients, as their sources read")
                .contains("set WWW-Authenticate before each `res.status(401)`")
                .contains("```js\nres.set('WWW-Authenticate', ")
                .doesNotContain("any server", "- strict: ", "| mcp-auth-fix ")
                .contains(
                        "| 401 with WWW-Authenticate: Bearer `resource_metadata=\"<address>\"` (RFC 9728, section 5.1)")
                .contains(
                        "```sh\ncurl ",
                        "```sh\njava -jar mcp-auth-fix.jar doctor 'https://mcp.example.com/mcp'\n```\n");
    }

    @Test
    void saysItsOwnNameInOneLineBesidesTheCommand() {
        List<String> lines = IssueText.of(Samples.apiKey())
                .lines()
                .filter(line -> line.contains("mcp-auth-fix"))
                .filter(line -> !line.startsWith("curl ") && !line.startsWith("java -jar "))
                .toList();
        assertThat(lines).hasSize(1).first().asString().startsWith("Found with mcp-auth-fix doctor ");
        assertThat(IssueText.of(Samples.founding())).doesNotContain("javaagent");
    }

    @Test
    void saysWhatItCannotShow() {
        assertThat(IssueText.of(Samples.apiKey()))
                .contains("The values of the query are not shown: put them in for `***`.");
        assertThat(IssueText.of(Samples.founding())).doesNotContain("not shown");
        assertThat(IssueText.of(Samples.manyServers()))
                .contains("1 more request was not sent: not asked, since its server gave no answer before.");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void hasNoMarkupButItsOwn(String sample) {
        String text = IssueText.of(Objects.requireNonNull(Samples.all().get(sample)));
        for (String line : OutsideCode.of(text).lines().toList()) {
            String plain = line.startsWith("| ")
                    ? line.substring(2, line.length() - 2).replaceAll(" \\|(?= |$)", "")
                    : line.replaceFirst("^(?:#{1,2}|-) ", "");
            assertThat(plain).as(line).doesNotContainPattern("[<>@\\[\\]!#*_~\\\\&|]|://|www\\.|\\bGH-");
        }
    }

    /** GFM ends a cell at a pipe even in a code span (section 4.10). */
    @ParameterizedTest
    @MethodSource("samples")
    void hasThreeCellsInEachRow(String sample) {
        String text = IssueText.of(Objects.requireNonNull(Samples.all().get(sample)));
        assertThat(text.lines().filter(line -> line.startsWith("| ")))
                .isNotEmpty()
                .allSatisfy(
                        line -> assertThat(line.chars().filter(c -> c == '|')).hasSize(4));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void hasItsOwnHeadingsOnly(String sample) {
        String text = IssueText.of(Objects.requireNonNull(Samples.all().get(sample)));
        assertThat(OutsideCode.of(text).lines().filter(line -> line.startsWith("#")))
                .hasSizeBetween(4, 6)
                .allMatch(line -> line.matches("# MCP clients .*|## (?:What|Who|How) .*"));
        assertThat(text.lines()).noneMatch(line -> line.matches("\\s*(?:=+|-{2,})\\s*"));
    }
}
