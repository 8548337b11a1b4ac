package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.cli.doctor.Diagnosis;
import dev.mcpauthfix.cli.doctor.FunnelStep;
import dev.mcpauthfix.cli.doctor.ServerStack;
import dev.mcpauthfix.cli.doctor.Snippet;
import dev.mcpauthfix.cli.doctor.client.Prediction;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.runtime.Product;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.SurveyJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A diagnosis for programs: one object, whose members docs/doctor.md lists. */
public final class DiagnosisJson {

    /** Raised when a member changes its meaning or goes; new ones may come without. */
    private static final int SCHEMA = 1;

    private DiagnosisJson() {}

    /** One line of JSON. */
    public static String of(Diagnosis diagnosis) {
        List<Exchange> exchanges = diagnosis.survey().exchanges();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("schema", SCHEMA);
        members.put("agent", Product.VERSION);
        members.put("url", diagnosis.survey().url());
        members.put("verdict", diagnosis.verdict().toString());
        members.put("exit_code", diagnosis.verdict().exitCode());
        members.put("sentence", diagnosis.sentence());
        members.put("next", diagnosis.next());
        members.put(
                "funnel",
                diagnosis.funnel().stream()
                        .map(step -> funnelStep(step, exchanges))
                        .toList());
        members.put(
                "clients",
                diagnosis.clients().stream().map(DiagnosisJson::client).toList());
        members.put("stack", stack(diagnosis.stack()));
        members.put(
                "snippets",
                diagnosis.snippets().stream().map(DiagnosisJson::snippet).toList());
        members.put("survey", SurveyJson.members(diagnosis.survey()));
        return JsonObject.of(members).toJson();
    }

    /** Requests by their place in the survey, from 0. */
    private static Map<String, Object> funnelStep(FunnelStep step, List<Exchange> exchanges) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", step.name());
        members.put("mark", step.mark().toString());
        members.put("came", step.came());
        members.put("expected", step.expected());
        members.put(
                "exchanges", step.exchanges().stream().map(exchanges::indexOf).toList());
        return members;
    }

    private static Map<String, Object> client(Prediction prediction) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", prediction.client().id());
        members.put("name", prediction.client().name());
        members.put("versions", prediction.client().versions());
        members.put("outcome", prediction.outcome().toString());
        members.put("step", prediction.step().spelling());
        members.put("because", prediction.because());
        members.put("source", prediction.client().source());
        members.put("read", prediction.client().read());
        return members;
    }

    private static @Nullable Map<String, Object> stack(@Nullable ServerStack stack) {
        return stack == null ? null : Map.of("name", stack.name(), "sign", stack.sign(), "fix", stack.fix());
    }

    private static Map<String, Object> snippet(Snippet snippet) {
        return Map.of("title", snippet.title(), "language", snippet.language(), "text", snippet.text());
    }
}
