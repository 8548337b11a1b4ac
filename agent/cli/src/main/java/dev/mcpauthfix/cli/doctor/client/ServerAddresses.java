package dev.mcpauthfix.cli.doctor.client;

import dev.mcpauthfix.cli.doctor.client.ServerTraits.Named;
import dev.mcpauthfix.cli.doctor.client.ServerTraits.Origin;
import dev.mcpauthfix.engine.metadata.WellKnown;
import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where a client looks for authorization server metadata, in its order. */
final class ServerAddresses {

    private ServerAddresses() {}

    /**
     * One address.
     *
     * @param issuer whose metadata is expected there
     * @param rarelyThere whether it counts as absent where the survey does not have it
     */
    record Address(String url, String issuer, boolean rarelyThere) {}

    static List<Address> named(Named which, URI uri, String issuer) {
        List<URI> addresses = new ArrayList<>(WellKnown.authorizationServer(uri));
        boolean below = addresses.size() > 2;
        if (which == Named.OAUTH) {
            addresses = addresses.subList(0, 1);
        }
        if (which == Named.OPENID_AND_OAUTH) {
            Collections.reverse(addresses);
        }
        List<Address> all = new ArrayList<>();
        addresses.forEach(address -> all.add(new Address(address.toString(), issuer, false)));
        if (which == Named.EACH_ISSUER && below) {
            all.add(new Address(oauthAtRoot(uri), issuer, true));
        }
        return all;
    }

    static List<Address> atOrigin(Origin which, Trail trail) {
        List<Address> all = new ArrayList<>();
        if (which == Origin.MCP_PATH_AND_OAUTH) {
            URI mcp = UrlRules.bare(trail.mcp());
            String below = trail.origin() + UrlRules.withoutTrailingSlash(mcp.getRawPath());
            List<URI> forms = WellKnown.authorizationServer(mcp);
            if (forms.size() > 2) {
                forms.forEach(form -> all.add(new Address(form.toString(), below, true)));
            }
        }
        // What both TypeScript and Python take for the issuer of an origin.
        String issuer = trail.origin() + "/";
        all.add(new Address(oauthAtRoot(trail.mcp()), issuer, false));
        if (which == Origin.OAUTH_AND_OPENID) {
            String openId =
                    WellKnown.authorizationServerAtRoot(trail.mcp()).get(1).toString();
            all.add(new Address(openId, issuer, false));
        }
        return all;
    }

    private static String oauthAtRoot(URI uri) {
        return WellKnown.authorizationServerAtRoot(uri).get(0).toString();
    }
}
