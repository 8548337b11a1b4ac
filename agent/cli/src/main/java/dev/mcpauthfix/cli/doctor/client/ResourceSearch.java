package dev.mcpauthfix.cli.doctor.client;

import dev.mcpauthfix.cli.doctor.client.Prediction.Step;
import dev.mcpauthfix.cli.doctor.client.ResourceTraits.Places;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.metadata.WellKnown;
import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client's search for protected resource metadata. */
final class ResourceSearch {

    /** What it comes to. */
    sealed interface Result permits Servers, Without, Ending {}

    /** A document that names these authorization servers; at least one. */
    record Servers(List<String> issuers) implements Result {}

    /** No document, and the client goes on. */
    record Without() implements Result {}

    /**
     * An address.
     *
     * @param resource what {@code resource} must be there, for those who compare it to the letter
     */
    private record Place(String address, boolean advertised, String resource) {}

    private final ResourceTraits traits;
    private final Trail trail;
    private @Nullable String forbidden;

    ResourceSearch(ResourceTraits traits, Trail trail) {
        this.traits = traits;
        this.trail = trail;
    }

    /** Runs it, beginning with the address in the challenge, if any. */
    Result run(@Nullable String advertised) {
        for (Place place : places(advertised)) {
            Result result = ask(place);
            if (result != null) {
                return result;
            }
        }
        return forbidden == null ? new Without() : fails(forbidden);
    }

    private List<Place> places(@Nullable String advertised) {
        List<Place> places = new ArrayList<>();
        URI mcp = trail.mcp();
        if (advertised != null) {
            places.add(new Place(advertised, true, mcp.toString()));
        }
        if (traits.places() != Places.NONE) {
            List<URI> paths = WellKnown.protectedResourceWithPath(UrlRules.bare(mcp));
            if (!paths.isEmpty()) {
                URI path = paths.get(traits.places().strips() ? paths.size() - 1 : 0);
                places.add(new Place(path.toString(), false, mcp.toString()));
            }
            String root = WellKnown.protectedResourceAtRoot(mcp).toString();
            places.add(new Place(root, false, trail.origin()));
        }
        return places;
    }

    /** Null where the client asks the next one. */
    private @Nullable Result ask(Place place) {
        Got got = trail.ask(place.address());
        if (got == null) {
            return Ending.unknown(Step.RESOURCE_METADATA, trail.toldUnknown(place.address()));
        }
        if (!got.isSuccess()) {
            StatusRule rule = place.advertised() ? traits.advertised() : traits.derived();
            return after(rule.after(got.status()), "and stops: it takes this for a failure, not for absence");
        }
        JsonObject document = got.document();
        if (document == null) {
            Then then = place.advertised() ? traits.advertisedUnreadable() : traits.derivedUnreadable();
            return after(then, "and stops: " + got.unreadable());
        }
        return read(place, document);
    }

    private @Nullable Result read(Place place, JsonObject document) {
        String resource = document.string("resource");
        if (resource == null) {
            return after(traits.withoutResource(), "and stops: the document has no resource (RFC 9728, section 2)");
        }
        List<String> servers = document.strings("authorization_servers");
        boolean names = servers != null && !servers.isEmpty();
        // Who goes on without a server compares the resource first, too.
        if (!takes(place, resource)) {
            return after(
                    traits.mismatch(),
                    "and stops: the document is for " + resource + ", not for " + place.resource()
                            + " (RFC 9728, section 3.3)");
        }
        return servers != null && names
                ? new Servers(servers)
                : after(traits.withoutServers(), "and stops: the document has no authorization_servers");
    }

    private boolean takes(Place place, String resource) {
        return switch (traits.resource()) {
            case EXACT_PER_PLACE -> resource.equals(place.resource());
            case MCP_URL_OR_ORIGIN -> same(resource, place.resource()) || same(resource, trail.origin());
            case COVERS -> covers(resource);
            case COVERS_AND_IS_NO_LONGER ->
                covers(resource)
                        && path(resource).length()
                                <= path(trail.mcp().toString()).length();
        };
    }

    private boolean covers(String resource) {
        URI uri = UrlRules.parse(resource);
        return uri != null && UrlRules.covers(uri, trail.mcp());
    }

    /** As programs with a URL class have it: never empty. */
    private static String path(String url) {
        String path = URI.create(url).getRawPath();
        return path.isEmpty() ? "/" : path;
    }

    private static boolean same(String one, String other) {
        return UrlRules.withoutTrailingSlash(one).equalsIgnoreCase(UrlRules.withoutTrailingSlash(other));
    }

    private @Nullable Result after(Then then, String stops) {
        return switch (then) {
            case NEXT -> null;
            case SKIP -> new Without();
            case GIVE_UP -> fails(stops);
            case NEXT_OR_GIVE_UP -> {
                forbidden = stops;
                yield null;
            }
        };
    }

    private Ending fails(String stops) {
        return Ending.fails(Step.RESOURCE_METADATA, trail.told(stops));
    }
}
