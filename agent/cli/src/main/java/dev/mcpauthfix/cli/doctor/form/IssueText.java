package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.cli.doctor.Diagnosis;
import dev.mcpauthfix.cli.doctor.FunnelStep;
import dev.mcpauthfix.cli.doctor.ServerStack;
import dev.mcpauthfix.cli.doctor.Snippet;
import dev.mcpauthfix.cli.doctor.Verdict;
import dev.mcpauthfix.cli.doctor.client.ClientReading;
import dev.mcpauthfix.cli.doctor.client.Prediction;
import dev.mcpauthfix.cli.report.Figures;
import dev.mcpauthfix.runtime.Product;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import dev.mcpauthfix.runtime.probe.Survey;
import java.util.List;

/** A diagnosis as an issue for the server's owner, in Markdown: what happens, what was asked, who fails, and what mends it. */
public final class IssueText {

    /** Of the clients that fail, how many are told in words; the table has all. */
    private static final int TOLD = 4;

    private final Diagnosis diagnosis;
    private final Survey survey;
    private final List<Prediction> clients;
    private final StringBuilder text = new StringBuilder(4096);

    private IssueText(Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
        this.survey = diagnosis.survey();
        // Not ourselves: it would be an advert.
        this.clients = diagnosis.clients().stream()
                .filter(client -> !client.client().id().equals("mcp-auth-fix"))
                .toList();
    }

    /** The whole issue, its title in the first line. The diagnosis' texts are taken for hostile. */
    public static String of(Diagnosis diagnosis) {
        IssueText issue = new IssueText(diagnosis);
        issue.whatHappens();
        issue.exchange();
        issue.clients();
        issue.fix();
        issue.check();
        return issue.text.toString();
    }

    private void whatHappens() {
        text.append("# ").append(title(diagnosis.verdict())).append("\n\n");
        text.append("MCP server: ").append(Markdown.code(survey.url())).append("\n\n");
        heading("What happens");
        text.append(Markdown.prose(diagnosis.sentence())).append("\n\n");
        List<Prediction> failing = clients.stream()
                .filter(client -> client.outcome() == Prediction.Outcome.FAILS && hasUsers(client))
                .limit(TOLD)
                .toList();
        if (!failing.isEmpty()) {
            text.append("What users of MCP clients meet:\n\n");
            for (Prediction client : failing) {
                text.append("- ").append(Markdown.prose(client.client().name())).append(": ");
                text.append(Markdown.prose(client.because())).append('\n');
            }
            text.append('\n');
        }
    }

    /** A specification read to the letter is in the table, but nobody uses it. */
    private static boolean hasUsers(Prediction client) {
        return !client.client().id().equals("strict") && !client.client().id().startsWith("spec-");
    }

    private static String title(Verdict verdict) {
        return switch (verdict) {
            case STRICT_CONNECTS -> "MCP clients connect: there is nothing to mend";
            case LENIENT_CONNECTS -> "MCP clients that go by the challenge alone cannot log in";
            case NEEDS_CREDENTIALS -> "MCP clients cannot get a client identifier by themselves";
            case NOT_OAUTH -> "MCP clients cannot log in: no authorization server is published";
            case BROKEN -> "MCP clients cannot connect";
            case UNREACHABLE -> "MCP clients get no answer";
        };
    }

    private void exchange() {
        List<Exchange> sent = Sent.of(survey);
        if (sent.isEmpty()) {
            return;
        }
        heading("What was asked, and what came");
        row("Request", "Answer", "Expected");
        row("---", "---", "---");
        for (Exchange exchange : sent) {
            row(
                    Markdown.codeCell(exchange.method() + " " + exchange.url()),
                    answer(exchange),
                    Markdown.proseCell(expected(exchange)));
        }
        text.append("\nSeen on ").append(SurveySection.time(survey.at())).append(" from ");
        text.append(Markdown.prose(survey.place())).append(".\n\n");
        String left = Sent.left(survey);
        if (!left.isEmpty()) {
            text.append(Markdown.prose(left)).append("\n\n");
        }
    }

    private static String answer(Exchange exchange) {
        StringBuilder answer = new StringBuilder(Markdown.proseCell(Sent.outcome(exchange)));
        if (exchange.purpose() == Purpose.MCP_REQUEST) {
            for (String line : exchange.header("www-authenticate")) {
                answer.append("; ").append(Markdown.codeCell("WWW-Authenticate: " + line));
            }
        }
        return answer.toString();
    }

    /** What the funnel says of it is about this very server; of the MCP request its first step only wants any answer. */
    private String expected(Exchange exchange) {
        if (exchange.purpose() == Purpose.MCP_REQUEST) {
            return PurposeWords.expected(exchange.purpose());
        }
        return diagnosis.funnel().stream()
                .filter(step -> step.exchanges().contains(exchange))
                .map(FunnelStep::expected)
                .findFirst()
                .orElse(PurposeWords.expected(exchange.purpose()));
    }

    private void clients() {
        if (clients.isEmpty()) {
            return;
        }
        heading("Who connects");
        text.append(ClientSection.connecting(clients)).append(" of ");
        text.append(Figures.of(clients.size(), "client")).append(ClientSection.notTold(clients));
        text.append(", as their sources read:\n\n");
        row("Client", "Outcome", "Why");
        row("---", "---", "---");
        for (Prediction prediction : clients) {
            row(
                    Markdown.proseCell(name(prediction.client())),
                    prediction.outcome().words(),
                    Markdown.proseCell(prediction.because()));
        }
        text.append('\n');
    }

    private static String name(ClientReading client) {
        return client.name().contains(client.versions()) ? client.name() : client.name() + " " + client.versions();
    }

    private void fix() {
        heading("How to mend it");
        ServerStack stack = diagnosis.stack();
        if (stack != null) {
            text.append("The server seems to be made with ").append(Markdown.prose(stack.name()));
            text.append(" (").append(Markdown.prose(stack.sign())).append("): ");
            text.append(Markdown.prose(stack.fix())).append("\n\n");
        }
        // What the one who asked can do about it is none of the owner's business.
        diagnosis.forOwner().stream()
                .forEach(line -> text.append("- ")
                        .append(Markdown.prose(DoctorPage.capital(line)))
                        .append('\n'));
        if (!diagnosis.snippets().isEmpty()) {
            Snippet snippet = diagnosis.snippets().get(0);
            text.append("\nFor ").append(Markdown.prose(snippet.title())).append(":\n\n");
            text.append(Markdown.block(snippet.language(), snippet.text()));
        }
        text.append('\n');
    }

    private void check() {
        heading("How to check it");
        if (!survey.exchanges().isEmpty()) {
            text.append(Markdown.block("sh", CurlLines.line(survey.mcpRequest())))
                    .append('\n');
        }
        text.append("or, for all of the above, with an exit code of 0 once all is well:\n\n");
        text.append(Markdown.block("sh", "java -jar mcp-auth-fix.jar doctor " + ShellWord.url(survey.url())));
        if (survey.url().contains("***")) {
            text.append("\nThe values of the query are not shown: put them in for ")
                    .append(Markdown.code("***"));
            text.append(".\n");
        }
        text.append("\nFound with mcp-auth-fix doctor ").append(Product.VERSION).append(".\n");
    }

    private void heading(String words) {
        text.append("## ").append(words).append("\n\n");
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
