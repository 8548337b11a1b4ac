package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.challenge.BearerChallenge;
import dev.mcpauthfix.engine.challenge.HintedChallenge;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.metadata.DiscoveryResult;
import dev.mcpauthfix.engine.metadata.Rung;
import dev.mcpauthfix.engine.metadata.WellKnown;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.port.EventSink.Failure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Says for a server what it does not say by itself: where its protected resource metadata is, and what is in it (RFC 9728). It serves
 * applications that have their own OAuth; no token is asked for here, and nothing kept but what was found, for a while.
 */
final class Repairer {

    /** How long what was found is taken to be so. */
    private static final Duration MEMORY = Duration.ofMinutes(10);

    /** A client that follows links may meet any number of servers. */
    private static final int MOST_SERVERS = 256;

    /**
     * What a server lacks.
     *
     * @param metadata where its protected resource metadata is, or would be; null where nothing can be said for it
     * @param document that metadata, null where the server publishes it by itself
     * @param reason why nothing is said for it, empty where something is
     * @param until when it is to be found out anew
     */
    private record Lack(@Nullable URI metadata, @Nullable String document, String reason, Instant until) {}

    private final ServerSettings settings;
    private final EnginePorts ports;
    private final Journal journal;
    /**
     * What is found out. A hint is part of it: one that leads somewhere must not give way to what a server lacks without it.
     *
     * @param hints what the challenge says by itself
     */
    private record Question(URI mcpUri, List<String> hints) {}

    private final Map<Question, CompletableFuture<Lack>> lacks = new LinkedHashMap<>();
    private final Set<String> warned = new HashSet<>();

    Repairer(ServerSettings settings, EnginePorts ports, Journal journal) {
        this.settings = settings;
        this.ports = ports;
        this.journal = journal;
    }

    CompletionStage<Decision> repair(McpRequest request, ChallengeResponse response) {
        return lack(request, response.wwwAuthenticate()).thenApply(lack -> decide(lack, response));
    }

    private static Decision decide(Lack lack, ChallengeResponse response) {
        return lack.metadata() == null
                ? new Decision.PassThrough(lack.reason())
                : new Decision.Repair(HintedChallenge.of(response.wwwAuthenticate(), lack.metadata()));
    }

    /** The document for an address that was asked and had none. */
    CompletionStage<Optional<String>> resourceMetadata(McpRequest request) {
        URI resource = WellKnown.protectedResourceOf(request.uri());
        return resource == null
                ? CompletableFuture.completedFuture(Optional.empty())
                : lack(request.at(resource), List.of()).thenApply(lack -> documentAt(request.uri(), lack));
    }

    private static Optional<String> documentAt(URI address, Lack lack) {
        return UrlRules.bare(address).equals(lack.metadata()) ? Optional.ofNullable(lack.document()) : Optional.empty();
    }

    private CompletionStage<Lack> lack(McpRequest request, List<String> wwwAuthenticate) {
        URI mcpUri = UrlRules.bare(request.uri());
        Question question = new Question(
                mcpUri,
                BearerChallenge.from(wwwAuthenticate)
                        .map(BearerChallenge::resourceMetadata)
                        .orElse(List.of()));
        CompletableFuture<Lack> mine = new CompletableFuture<>();
        synchronized (lacks) {
            CompletableFuture<Lack> known = lacks.get(question);
            if (known != null && !isPast(known)) {
                return known.copy();
            }
            if (known == null && lacks.size() >= MOST_SERVERS) {
                lacks.remove(lacks.keySet().iterator().next());
            }
            lacks.put(question, mine);
        }
        try {
            ports.executor().execute(() -> mine.complete(findOut(mcpUri, request, wwwAuthenticate)));
        } catch (RejectedExecutionException full) {
            mine.complete(new Lack(null, null, String.valueOf(full.getMessage()), now()));
        } catch (Throwable fault) {
            mine.complete(failed(mcpUri, fault));
        }
        return mine.copy();
    }

    private boolean isPast(CompletableFuture<Lack> known) {
        Lack lack = known.getNow(null);
        return lack != null && !now().isBefore(lack.until());
    }

    private Lack findOut(URI mcpUri, McpRequest request, List<String> wwwAuthenticate) {
        try {
            return find(mcpUri, request, wwwAuthenticate);
        } catch (Throwable fault) {
            // Whoever waits for it would wait for ever.
            return failed(mcpUri, fault);
        }
    }

    private Lack failed(URI mcpUri, Throwable fault) {
        Decision told = journal.fault(mcpUri, fault);
        return new Lack(null, null, ((Decision.PassThrough) told).reason(), now().plus(MEMORY));
    }

    private Lack find(URI mcpUri, McpRequest request, List<String> wwwAuthenticate) {
        Instant start = now();
        DiscoveryResult result = ports.finder().resolve(request, wwwAuthenticate);
        if (result instanceof DiscoveryResult.Stopped stopped) {
            Failure failure = Login.failure(stopped.why());
            return nothing(mcpUri, new LoginResult.Failed(failure, null, stopped.reason(), stopped.requests()), start);
        }
        DiscoveryResult.Found found = (DiscoveryResult.Found) result;
        Rung rung = found.rung();
        if (rung == Rung.HINT) {
            return new Lack(null, null, "the challenge says by itself where the metadata is", until(MEMORY));
        }
        String hidden = hidden(request, found);
        if (hidden != null) {
            return nothing(
                    mcpUri, new LoginResult.Failed(Failure.INVALID_METADATA, rung, hidden, found.requests()), start);
        }
        String issuer = found.server().issuer();
        journal.discovered(mcpUri, rung, "issuer " + ServerText.quote(issuer), found.requests(), start);
        URI published = found.resource().document();
        return published == null
                ? new Lack(WellKnown.protectedResource(mcpUri), document(mcpUri, issuer), "", until(MEMORY))
                : new Lack(published, null, "", until(MEMORY));
    }

    /** Why a client that follows the hint would not get on, null where it would. */
    private @Nullable String hidden(McpRequest request, DiscoveryResult.Found found) {
        boolean described = found.resource().document() != null;
        return switch (found.rung()) {
            case DEFAULT_ENDPOINTS ->
                "the server has no authorization server metadata, without which no client that follows resource_metadata gets"
                        + " on: mode=heal can do without";
            case SERVER_METADATA_ORIGIN, SERVER_METADATA_PATH -> {
                String why = described
                        ? "the metadata at "
                                + ServerText.quote(
                                        String.valueOf(found.resource().document())) + " names none"
                        : ports.finder().hidden(request, found.server());
                yield why == null
                        ? null
                        : "a client that follows resource_metadata would not find the authorization server: " + why
                                + "; mode=heal can";
            }
            case CONFIGURED, HINT, RESOURCE_METADATA_PATH, RESOURCE_METADATA_ROOT -> null;
        };
    }

    private Lack nothing(URI mcpUri, LoginResult.Failed failed, Instant start) {
        journal.notRepaired(mcpUri, failed, isFirst(mcpUri + " " + failed.reason()), start);
        return new Lack(null, null, failed.reason(), until(settings.of(mcpUri).failureMemory()));
    }

    /** The same is said once, whatever a server writes into its challenges. */
    private boolean isFirst(String warning) {
        synchronized (lacks) {
            if (warned.size() >= MOST_SERVERS) {
                warned.clear();
            }
            return warned.add(warning);
        }
    }

    private static String document(URI mcpUri, String issuer) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("resource", mcpUri.toString());
        members.put("authorization_servers", List.of(issuer));
        members.put("bearer_methods_supported", List.of("header"));
        return JsonObject.of(members).toJson();
    }

    private Instant until(Duration from) {
        return now().plus(from);
    }

    private Instant now() {
        return ports.clock().instant();
    }
}
