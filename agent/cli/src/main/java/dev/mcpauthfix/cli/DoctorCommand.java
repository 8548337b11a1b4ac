package dev.mcpauthfix.cli;

import dev.mcpauthfix.cli.doctor.Diagnosis;
import dev.mcpauthfix.cli.doctor.Doctor;
import dev.mcpauthfix.cli.doctor.LiveProgress;
import dev.mcpauthfix.cli.doctor.form.ComparedText;
import dev.mcpauthfix.cli.doctor.form.CurlLines;
import dev.mcpauthfix.cli.doctor.form.DiagnosisJson;
import dev.mcpauthfix.cli.doctor.form.DiagnosisText;
import dev.mcpauthfix.cli.doctor.form.IssueText;
import dev.mcpauthfix.cli.text.Terminal;
import dev.mcpauthfix.runtime.probe.Survey;
import dev.mcpauthfix.runtime.probe.SurveyRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what is wrong with an MCP server's authorization, who fails on it, and what mends it. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what is wrong with an MCP server's authorization, who fails on it, and what mends it.",
            "It sends one MCP request and reads metadata; it registers nothing and asks for no token unless told to."
        },
        footer = {
            "",
            "Examples:  java -jar mcp-auth-fix.jar doctor https://mcp.example.com/mcp",
            "           java -jar mcp-auth-fix.jar doctor --in 4711 https://mcp.example.com/mcp",
            "           java -jar mcp-auth-fix.jar doctor --issue https://mcp.example.com/mcp > issue.md",
            "",
            "Exit codes: 0 strict clients connect, 10 only lenient clients connect, 20 needs credentials or a login,",
            "30 not an OAuth server, 40 broken, 50 unreachable;",
            "1 a page could not be written, 2 a mistake in the command line, 3 the JVM of --in cannot be reached."
        })
final class DoctorCommand implements Callable<Integer> {

    private static final int NOT_WRITTEN = 1;
    private static final int MISTAKE = 2;

    @Parameters(paramLabel = "<mcp-url>", description = "the MCP server's URL, as the application uses it")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String url;

    @ArgGroup
    private DoctorForm form = new DoctorForm();

    @Option(
            names = "--html",
            paramLabel = "<file>",
            description = "writes one page too, which needs nothing else to be shown")
    private @Nullable Path html;

    @Option(
            names = "--timeout",
            paramLabel = "<seconds>",
            description = "for everything together; " + SurveyRequest.LIMIT_SECONDS
                    + " where it is not given; at most a third of it," + " and never less than 10, is for one request")
    private int timeout = SurveyRequest.LIMIT_SECONDS;

    @Option(
            names = "--resolve",
            paramLabel = "<host>=<address>",
            description = "an address that goes before the name service's; may be given several times")
    private List<String> resolves = new ArrayList<>();

    @Option(
            names = "--register",
            description = "registers a client too, to see whether that works; nobody keeps the client")
    private boolean registers;

    @ArgGroup
    private DoctorExtras extras = new DoctorExtras();

    @Mixin
    private SettingsOption settings = new SettingsOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        SurveyRequest request;
        try {
            request = SurveyRequest.of(url, timeout, resolves, registers);
        } catch (SurveyRequest.Unusable unusable) {
            return mistake(unusable.line());
        }
        String impossible = form.isPossible() ? extras.mistake(timeout, settings.isGiven()) : form.expected();
        if (impossible != null) {
            return mistake(impossible);
        }
        DoctorPageFile page = html == null ? null : new DoctorPageFile(html);
        String unwritable = page == null ? null : page.mistake();
        if (unwritable != null) {
            err.println(unwritable);
            return NOT_WRITTEN;
        }
        DoctorSurvey.Result result;
        try (LiveProgress progress = new LiveProgress(err, Terminal.isStandardError())) {
            result = new DoctorSurvey(spec, settings, extras, progress).make(request);
        }
        return result instanceof DoctorSurvey.Made made
                ? tell(made.survey(), request, page)
                : ((DoctorSurvey.Not) result).exitCode();
    }

    private int mistake(String line) {
        spec.commandLine().getErr().println(line);
        return MISTAKE;
    }

    private int tell(Survey survey, SurveyRequest request, @Nullable DoctorPageFile page) {
        Diagnosis diagnosis = Doctor.diagnose(survey);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if ((form.isForOthers() || page != null) && OpaquePath.isIn(request.url())) {
            err.println(OpaquePath.WARNING);
        }
        out.print(inForm(diagnosis, request));
        out.flush();
        String unwritten = page == null ? null : page.write(diagnosis);
        if (unwritten != null) {
            err.println(unwritten);
            return NOT_WRITTEN;
        }
        return diagnosis.verdict().exitCode();
    }

    private String inForm(Diagnosis diagnosis, SurveyRequest request) {
        if (form.json) {
            return DiagnosisJson.of(diagnosis) + System.lineSeparator();
        }
        if (form.issue) {
            return IssueText.of(diagnosis);
        }
        if (form.curl) {
            return CurlLines.of(diagnosis.survey(), request);
        }
        return form.compare.isEmpty()
                ? DiagnosisText.of(diagnosis, Terminal.ofStandardOutput(System.getenv()))
                : ComparedText.of(diagnosis);
    }
}
