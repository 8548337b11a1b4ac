package dev.mcpauthfix.cli.doctor.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "no resource_metadata at all~no `resource_metadata` at all",
                "the issuer \"https://as.example\".~the issuer \"`https://as.example`\".",
                "asks /a/b (404) and stops: it is over~asks `/a/b` (404) and stops: it is over",
                "WWW-Authenticate: Bearer, TLS 1.3 and a JSON object~WWW-Authenticate: Bearer, TLS 1.3 and a JSON object",
                "set res.status(401)~set `res.status(401)`",
                "add a_b=\"c\", and (d_e)~add `a_b=\"c\"`, and (`d_e`)",
                "see @owner, #1, GH-12 and 0123abc~see `@owner`, `#1`, `GH-12` and `0123abc`",
                "- [ ] task~- `[` `]` task",
                "<b>x</b> & *y* _z_ |~`<b>x</b>` `&` `*y*` `_z_` `|`"
            })
    void putsWhatIsNoPlainWordIntoCode(String text, String markdown) {
        assertThat(Markdown.prose(text)).isEqualTo(markdown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"`", "a`b", "``", "a ``` b", "`a`", "", " ", "a\nb", "a\\"})
    void endsEachSpanWhereItsTextEnds(String text) {
        assertThat(OutsideCode.of(Markdown.code(text)).strip()).isIn("", "(nothing)");
        assertThat(OutsideCode.of(Markdown.codeCell(text)).strip()).isIn("", "(nothing)");
        assertThat(OutsideCode.of(Markdown.block("sh", text))).isEqualTo("\n");
    }

    @Test
    void keepsATextInItsCell() {
        assertThat(Markdown.codeCell("a|b\\|c")).isEqualTo("`a\u00a6b\\\u00a6c`");
        assertThat(Markdown.codeCell("x".repeat(1000))).hasSize(242);
    }

    @Test
    void letsNoLineEndABlock() {
        assertThat(Markdown.block("js", "a\n````\nb")).isEqualTo("`````js\na\n````\nb\n`````\n");
        assertThat(Markdown.block("js\n# x", "a")).isEqualTo("```jsx\na\n```\n");
    }
}
