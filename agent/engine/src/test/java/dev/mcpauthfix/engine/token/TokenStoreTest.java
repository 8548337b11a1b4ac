package dev.mcpauthfix.engine.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.InMemoryVault;
import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.Servers;
import dev.mcpauthfix.engine.dpop.Proofs;
import dev.mcpauthfix.engine.registration.ClientRegistration;
import dev.mcpauthfix.engine.registration.TokenEndpointAuthMethod;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TokenStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final InMemoryVault vault = new InMemoryVault();
    private final TokenStore store = new TokenStore(vault, new Proofs(Clock.systemUTC(), new SecureRandom()));

    static IssuedTokens issued(String mcpUri, String resource, String issuer, String access, @Nullable String refresh) {
        return new IssuedTokens(
                URI.create(mcpUri),
                resource,
                issuer,
                URI.create(Servers.TOKEN),
                null,
                new ClientRegistration(
                        issuer,
                        "client-1",
                        Secret.of("s"),
                        null,
                        TokenEndpointAuthMethod.CLIENT_SECRET_POST,
                        URI.create("http://127.0.0.1:40001/callback"),
                        ClientRegistration.Source.STORED),
                true,
                false,
                "a b",
                new Tokens(
                        Secret.of(access),
                        refresh == null ? null : Secret.of(refresh),
                        NOW,
                        NOW.plus(Duration.ofHours(1)),
                        "a"),
                null,
                null);
    }

    private static IssuedTokens usual(String access) {
        return issued("https://mcp.example/mcp", "https://mcp.example/mcp", Servers.ISSUER, access, "r");
    }

    private static IssuedTokens moved() {
        return issued("https://mcp.example/mcp", "https://mcp.example/mcp", "https://other.example", "new", null);
    }

    @Test
    void givesBackAllThatWasKept() {
        store.save(usual("t"));

        assertThat(store.find(Servers.MCP)).isEqualTo(usual("t"));
    }

    @Test
    void keysByIssuerResourceAndClient() {
        store.save(usual("t"));

        assertThat(vault.documents()).containsKey("tokens https://as.example https://mcp.example/mcp client-1");
    }

    @Test
    void tokensOfAnotherAuthorizationServerTakeThePlaceOfTheOld() {
        store.save(usual("old"));
        store.save(moved());

        assertThat(store.find(Servers.MCP)).isEqualTo(moved());
        assertThat(vault.documents().toString()).doesNotContain("old");
    }

    @Test
    void anotherMcpUriFindsNothing() {
        store.save(usual("t"));

        assertThat(store.find(URI.create("https://mcp.example/other"))).isNull();
    }

    @Test
    void aMovedIndexIsNotBelieved() {
        store.save(usual("t"));
        vault.write(
                "resource https://evil.example/mcp",
                vault.read("resource https://mcp.example/mcp").orElseThrow());
        vault.write(
                "resource https://mcp.example/other",
                vault.read("resource https://mcp.example/mcp").orElseThrow());

        assertThat(store.find(URI.create("https://evil.example/mcp"))).isNull();
        assertThat(store.find(URI.create("https://mcp.example/other"))).isNull();
    }

    @Test
    void removesWhatIsUnchangedAndKeepsWhatWasRenewed() {
        store.save(usual("new"));
        assertThat(store.removeUnlessRenewed(usual("old"))).isEqualTo(usual("new"));
        assertThat(store.find(Servers.MCP)).isNotNull();

        assertThat(store.removeUnlessRenewed(usual("new"))).isNull();
        assertThat(vault.documents()).isEmpty();
    }

    @Nested
    class TokensThatAreRefreshedWhileSomebodyElseIsAtTheVault {

        private final TokenStore commandLine = new TokenStore(vault, new Proofs(Clock.systemUTC(), new SecureRandom()));

        @BeforeEach
        void bothKnowThem() {
            store.save(usual("old"));
            assertThat(store.find(Servers.MCP)).isNotNull();
        }

        @Test
        void areNotWrittenBackAfterALogout() {
            commandLine.forget(usual("old"));

            assertThat(store.isTakenOut(usual("old"))).isTrue();
            assertThat(store.replace(usual("old"), usual("new"))).isNull();
            assertThat(vault.documents()).isEmpty();
        }

        @Test
        void giveWayToALoginThatCameAfterTheLogout() {
            commandLine.forget(usual("old"));
            commandLine.saveExclusively(moved());

            assertThat(store.isTakenOut(usual("old"))).isFalse();
            assertThat(store.replace(usual("old"), usual("new"))).isEqualTo(moved());
        }

        @Test
        void stayInMemoryWhereTheVaultCannotBeReadAnyMore() {
            vault.fail();

            assertThat(store.isTakenOut(usual("old"))).isFalse();
            assertThat(store.replace(usual("old"), usual("new"))).isEqualTo(usual("new"));
        }
    }

    @Test
    void aVaultThatNeverKeptTheTokensTellsOfNoLogout() {
        vault.keepNothing();
        store.save(usual("old"));

        assertThat(store.isTakenOut(usual("old"))).isFalse();
        assertThat(store.replace(usual("old"), usual("new"))).isEqualTo(usual("new"));
    }

    @Test
    void aDamagedDocumentIsNoDocument() {
        store.save(usual("t"));
        vault.write("tokens https://as.example https://mcp.example/mcp client-1", "{\"access_token\":\"t\"}");

        assertThat(store.find(Servers.MCP)).isNull();
    }

    @Test
    void aDateBeyondTheCalendarDamagesNothing() {
        store.save(usual("t"));
        String key = "tokens https://as.example https://mcp.example/mcp client-1";
        String document = vault.read(key).orElseThrow();
        vault.write(key, document.replaceFirst("\"issued_at\":\\d+", "\"issued_at\":999999999999999999"));

        assertThat(store.find(Servers.MCP)).isNotNull();
    }

    @Test
    void nothingOfItShowsItself() {
        assertThat(usual("access-canary").toString())
                .doesNotContain("access-canary")
                .contains("[secret]");
    }
}
