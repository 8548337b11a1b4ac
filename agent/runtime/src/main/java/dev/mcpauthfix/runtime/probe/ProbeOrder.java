package dev.mcpauthfix.runtime.probe;

import dev.mcpauthfix.engine.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at an MCP server from inside this JVM, for a command in another one. */
final class ProbeOrder {

    private ProbeOrder() {}

    /**
     * Makes a survey with this JVM's name service, proxies and trust store.
     *
     * @param argument as {@link ProbeArguments} reads it
     * @return one JSON object without a line break: a survey's members, or {@code mistake} with one line
     */
    static String answer(String argument) {
        try {
            SurveyRequest request = SurveyRequest.of(ProbeArguments.parse(argument));
            String place = "inside JVM " + ProcessHandle.current().pid() + " (Java "
                    + System.getProperty("java.version") + "), with its name service, proxy and trust store";
            return JsonObject.of(SurveyJson.members(
                            Probe.survey(request.url(), ProbeSettings.of(request, place), ProbeListener.NONE)))
                    .toJson();
        } catch (SurveyRequest.Unusable unusable) {
            return mistake(unusable.line());
        }
    }

    private static String mistake(String line) {
        return JsonObject.of(Map.<String, @Nullable Object>of("mistake", line)).toJson();
    }
}
