package dev.mcpauthfix.cli;

import dev.mcpauthfix.cli.doctor.LiveProgress;
import dev.mcpauthfix.cli.jvm.AttachException;
import dev.mcpauthfix.cli.jvm.Examination;
import dev.mcpauthfix.cli.jvm.TargetJvm;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.runtime.probe.Probe;
import dev.mcpauthfix.runtime.probe.ProbeSettings;
import dev.mcpauthfix.runtime.probe.Survey;
import dev.mcpauthfix.runtime.probe.SurveyJson;
import dev.mcpauthfix.runtime.probe.SurveyRequest;
import dev.mcpauthfix.runtime.settings.Settings;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;

/** Makes the survey that the doctor judges: from this JVM or from inside another, with a login where one is wanted. */
final class DoctorSurvey {

    private static final int MISTAKE = 2;
    private static final int JVM_UNREACHABLE = 3;

    private final PrintWriter err;
    private final SettingsOption settings;
    private final DoctorExtras extras;
    private final LiveProgress progress;

    DoctorSurvey(CommandSpec spec, SettingsOption settings, DoctorExtras extras, LiveProgress progress) {
        this.err = spec.commandLine().getErr();
        this.settings = settings;
        this.extras = extras;
        this.progress = progress;
    }

    /** What came of it. */
    sealed interface Result {}

    /** A survey. */
    record Made(Survey survey) implements Result {}

    /** None, which is told. */
    record Not(int exitCode) implements Result {}

    Result make(SurveyRequest request) throws InterruptedException, ExecutionException {
        if (extras.isInside()) {
            return inside(request);
        }
        Settings loaded = settings.load(err);
        if (loaded == null) {
            return new Not(MISTAKE);
        }
        String unused = UnusedSettings.line(loaded, request.url());
        if (unused != null) {
            err.println(unused);
        }
        ProbeSettings probe =
                ProbeSettings.of(request, "this machine (Java " + System.getProperty("java.version") + ")");
        Probe.Look look = Probe.look(request.url(), probe, progress);
        return new Made(extras.logsIn() ? new DoctorLogin(probe, loaded, err).after(look) : look.survey());
    }

    private Result inside(SurveyRequest request) {
        try {
            JsonObject answer = Examination.in(TargetJvm.of(extras.pid()), extras.jar(), request.parts());
            String mistake = answer.string("mistake");
            Optional<Survey> survey = SurveyJson.read(answer);
            if (survey.isPresent()) {
                return new Made(survey.get());
            }
            err.println("JVM " + extras.pid() + ": "
                    + (mistake == null
                            ? "what the agent there answered cannot be read; it may be of another version than this jar"
                            : mistake));
        } catch (AttachException unreachable) {
            err.println(unreachable.words());
        }
        return new Not(JVM_UNREACHABLE);
    }
}
