package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.metadata.AuthorizationServerMetadata;
import dev.mcpauthfix.engine.port.HttpFetcher;
import dev.mcpauthfix.engine.registration.BackChannel;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Authorization server metadata for tests: everything usual, nothing optional, but for what a test sets. */
public final class Servers {

    public static final String ISSUER = "https://as.example";
    public static final String TOKEN = ISSUER + "/token";
    public static final String DEVICE = ISSUER + "/device";
    public static final String REGISTER = ISSUER + "/register";
    public static final URI MCP = URI.create("https://mcp.example/mcp");

    private String issuer = ISSUER;
    private String authorize = ISSUER + "/authorize";
    private String token = TOKEN;
    private @Nullable URI device;
    private @Nullable URI register = URI.create(REGISTER);
    private @Nullable List<String> scopes;
    private @Nullable List<String> methods;
    private @Nullable List<String> dpopAlgorithms;
    private boolean metadataDocuments;
    private boolean iss;

    public Servers issuer(String value) {
        issuer = value;
        return this;
    }

    public Servers authorize(String value) {
        authorize = value;
        return this;
    }

    public Servers token(String value) {
        token = value;
        return this;
    }

    public Servers withoutRegistration() {
        register = null;
        return this;
    }

    public Servers scopes(String... values) {
        scopes = List.of(values);
        return this;
    }

    public Servers methods(String... values) {
        methods = List.of(values);
        return this;
    }

    public Servers acceptingMetadataDocuments() {
        metadataDocuments = true;
        return this;
    }

    public Servers provingPossessionBy(String... algorithms) {
        dpopAlgorithms = List.of(algorithms);
        return this;
    }

    public Servers promisingIss() {
        iss = true;
        return this;
    }

    public AuthorizationServerMetadata build() {
        return new AuthorizationServerMetadata(
                issuer,
                URI.create(authorize),
                URI.create(token),
                register,
                null,
                device,
                scopes,
                null,
                methods,
                dpopAlgorithms,
                metadataDocuments,
                iss);
    }

    /** Offers device authorization. */
    public Servers device() {
        device = URI.create(DEVICE);
        return this;
    }

    /** A back channel on behalf of {@link #MCP}. */
    public static BackChannel channel(HttpFetcher fetcher) {
        return new BackChannel(fetcher, MCP, NetworkPath.DEFAULT);
    }

    /** A token endpoint's answer with a lifetime of one hour. */
    public static String tokens(String access, @Nullable String refresh) {
        return "{\"access_token\":\"" + access + "\",\"token_type\":\"bearer\",\"expires_in\":3600"
                + (refresh == null ? "" : ",\"refresh_token\":\"" + refresh + "\"") + "}";
    }
}
