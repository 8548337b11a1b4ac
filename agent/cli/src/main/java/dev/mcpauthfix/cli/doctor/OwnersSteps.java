package dev.mcpauthfix.cli.doctor;

import dev.mcpauthfix.cli.doctor.client.Prediction;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Fault;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.runtime.probe.Exchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the owner of a server changes first: one line, which begins as {@link Diagnosis#OWNER} has it. */
final class OwnersSteps {

    private static final String OWNER = Diagnosis.OWNER;

    private final Clues clues;

    OwnersSteps(Clues clues) {
        this.clues = clues;
    }

    String first() {
        Fault fault = clues.fault();
        if (fault != null) {
            return ofFault(fault);
        }
        if (clues.mcpRequest().status() == 403) {
            return OWNER + "answers 401, and not 403, where a token is missing, with " + header();
        }
        return clues.hasHint() ? ofHint() : hint();
    }

    /** The hint is there, and a client that goes by it fails at what it leads to. */
    private String ofHint() {
        JsonObject document = hintedDocument();
        if (document == null) {
            return hint();
        }
        String resource = document.string("resource");
        List<String> servers = document.strings("authorization_servers");
        if (!clues.mcpUri().toString().equals(resource)) {
            return OWNER + "sets resource in the document to the URL that clients use, " + clues.mcpUri();
        }
        if (servers == null || servers.isEmpty()) {
            return ofFault(Fault.NO_SERVERS);
        }
        return clues.strict().step() == Prediction.Step.SERVER_METADATA ? ofFault(Fault.ISSUER) : hint();
    }

    private @Nullable JsonObject hintedDocument() {
        List<String> hints = clues.bearer().orElseThrow().resourceMetadata();
        for (Exchange exchange : clues.resourceDocuments()) {
            if (hints.contains(exchange.url())) {
                return exchange.document();
            }
        }
        return null;
    }

    private String ofFault(Fault fault) {
        return OWNER
                + switch (fault) {
                    case HINT, ADDRESS -> "has " + header() + " lead to a document that is there";
                    case RESOURCE -> "sets resource in the document to the URL that clients use, " + clues.mcpUri();
                    case NO_SERVERS ->
                        "adds authorization_servers to the document, with the issuer of the authorization server";
                    case NO_SERVER_METADATA ->
                        "has the authorization server publish its metadata, or names another in authorization_servers";
                    case ISSUER ->
                        "makes the issuer in that metadata the very one that it is looked for by, byte for byte"
                                + (clues.resourceDocuments().isEmpty()
                                        ? ", or publishes protected resource metadata that names it"
                                        : "");
                    case ENDPOINT -> "has the metadata name https endpoints of the authorization server";
                    case PROOF_KEY -> "lists S256 in code_challenge_methods_supported";
                };
    }

    private String hint() {
        boolean published = clues.resourceDocuments().stream().anyMatch(exchange -> !exchange.equals(clues.unnamed()));
        return OWNER
                + (published ? "adds to every 401: " : "publishes protected resource metadata and adds to every 401: ")
                + header();
    }

    private String header() {
        List<Exchange> documents = clues.resourceDocuments();
        String address = documents.isEmpty()
                ? clues.resourceMetadataAddress()
                : documents.get(0).url();
        return "WWW-Authenticate: Bearer resource_metadata=\"" + ServerText.plain(address) + "\"";
    }
}
