package dev.mcpauthfix.cli.doctor.client;

import dev.mcpauthfix.cli.doctor.client.Prediction.Step;
import dev.mcpauthfix.engine.challenge.Challenge;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.LadderEnd;
import dev.mcpauthfix.runtime.probe.Survey;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The answers to a request without a token at which every client comes to the same end. */
final class FirstAnswer {

    private FirstAnswer() {}

    /** That end, null where it depends on the client. */
    static @Nullable Ending endingForAll(Survey survey) {
        Exchange request = survey.mcpRequest();
        if (request.came() == Came.REFUSED || request.came() == Came.NOT_ASKED) {
            return Ending.unknown(Step.REQUEST, "what the server answers is not known: " + Refusal.words(request));
        }
        if (request.came() != Came.ANSWER) {
            return Ending.fails(Step.REQUEST, "gets no answer: " + request.reason());
        }
        if (request.isMcpResult()) {
            return Ending.connects("needs no token: the server answers " + request.status() + " without one");
        }
        if (request.isSuccess()) {
            return Ending.fails(Step.REQUEST, "the server answers " + request.status() + ", but not as an MCP server");
        }
        if (request.status() != 401 && request.status() != 403) {
            return Ending.fails(Step.REQUEST, "the server answers " + request.outcome() + " to the MCP request");
        }
        List<Challenge> challenges = survey.challenges();
        LadderEnd lenient = survey.lenient();
        boolean found = lenient != null && lenient.isFound();
        return challenges.isEmpty() || found || challenges.stream().anyMatch(FirstAnswer::wantsToken)
                ? null
                : Ending.needsCredentials(
                        Step.CHALLENGE,
                        "the server asks for " + schemes(challenges)
                                + ", not for OAuth: it needs a header that somebody gives it");
    }

    private static boolean wantsToken(Challenge challenge) {
        return challenge.is("Bearer") || challenge.is("DPoP");
    }

    private static String schemes(List<Challenge> challenges) {
        return challenges.stream().map(Challenge::scheme).distinct().collect(Collectors.joining(" or "));
    }
}
