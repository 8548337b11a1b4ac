package dev.mcpauthfix.cli.doctor.client;

import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import dev.mcpauthfix.runtime.probe.LadderEnd;
import dev.mcpauthfix.runtime.probe.Survey;
import java.util.Set;

/** How a client that nobody has registered comes by its identifier. */
public enum Registration {
    /** It registers itself (RFC 7591). */
    DYNAMIC("registers itself"),
    /** Its identifier is the address of a metadata document that it publishes (MCP 2025-11-25). */
    METADATA_DOCUMENT("uses the address of its metadata document as client identifier, where the application has one"),
    /** The server knows no other way than somebody who registers it. */
    BY_HAND("needs a client identifier: the authorization server has no registration_endpoint"),
    /** The server was asked, and refused. */
    REFUSED("needs a client identifier: the authorization server refuses to register clients");

    /** RFC 7591, section 3.2.2, and what stands for "not for you" and "not here". */
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 404, 405);

    private final String words;

    Registration(String words) {
        this.words = words;
    }

    /** At the authorization server that the whole ladder found; {@link #BY_HAND} where it found none. */
    public static Registration of(Survey survey) {
        LadderEnd end = survey.lenient();
        return end == null ? BY_HAND : at(survey, end.registers(), end.takesMetadataDocuments());
    }

    /**
     * At any authorization server of the survey.
     *
     * @param registers whether its metadata has a {@code registration_endpoint}, or the client assumes one
     * @param documents whether it takes metadata documents, and the client may have one
     */
    static Registration at(Survey survey, boolean registers, boolean documents) {
        if (survey.of(Purpose.REGISTRATION).stream().anyMatch(Registration::isRefusal)) {
            return REFUSED;
        }
        return registers ? DYNAMIC : documents ? METADATA_DOCUMENT : BY_HAND;
    }

    /** Whether a client gets on without anybody who gives it an identifier. */
    public boolean isPossible() {
        return this == DYNAMIC || this == METADATA_DOCUMENT;
    }

    /** In a few words, about a client. */
    String words() {
        return words;
    }

    /** A server that is busy, broken or silent has not refused: another client may be luckier. */
    private static boolean isRefusal(Exchange exchange) {
        return exchange.came() == Came.ANSWER && REFUSALS.contains(exchange.status());
    }
}
