package dev.mcpauthfix.cli;

import dev.mcpauthfix.cli.report.Findings;
import dev.mcpauthfix.cli.report.FindingsJson;
import dev.mcpauthfix.cli.report.FindingsText;
import dev.mcpauthfix.cli.report.Progress;
import dev.mcpauthfix.cli.report.ledger.AuditReader;
import dev.mcpauthfix.cli.report.page.HtmlPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what audit logs say. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what audit logs say: which server was healed how, what is to be done about each, what healing cost, and whether"
                    + " lenient connects more than strict. Reads any number of files of any size once, and changes none.",
        },
        footer = {
            "",
            "Example:  java -jar mcp-auth-fix.jar report '/var/log/mcp/*.jsonl*'",
            "",
            "--json, one object: input, from, to, jvms, agents, settings, experiments, servers, costs, failures, false_heals, limits",
            "Exit codes: 0 read, 1 the page could not be written, 2 nothing could be read, or a mistake in the command line."
        })
final class ReportCommand implements Callable<Integer> {

    private static final int NOT_WRITTEN = 1;
    private static final int NOTHING_READ = 2;

    @Parameters(
            arity = "1..*",
            paramLabel = "<file>",
            description = "audit logs, by name or glob; - for standard input")
    private List<String> files = List.of();

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "<file>",
            description = "writes one page too, which needs nothing else to be shown")
    private @Nullable Path html;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Findings findings;
        try (Progress progress = Progress.of(err, AuditReader.bytes(files))) {
            findings = new AuditReader(System.in, progress).read(files);
        }
        findings.input().unreadable().forEach(err::println);
        if (findings.input().files().isEmpty()) {
            return NOTHING_READ;
        }
        print(findings);
        return html == null ? 0 : write(findings, html, err);
    }

    private void print(Findings findings) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(FindingsJson.of(findings));
        } else {
            out.print(FindingsText.of(findings));
            out.flush();
        }
    }

    private static int write(Findings findings, Path html, PrintWriter err) {
        try (Writer page = Files.newBufferedWriter(html)) {
            HtmlPage.write(findings, page);
            return 0;
        } catch (IOException failed) {
            err.println(html + ": the page cannot be written, " + failed.getMessage());
            return NOT_WRITTEN;
        }
    }
}
