package dev.mcpauthfix.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpauthfix.engine.port.HttpFetcher.Answer;
import dev.mcpauthfix.engine.port.HttpFetcher.Refused;
import dev.mcpauthfix.engine.port.HttpFetcher.Result;
import dev.mcpauthfix.engine.port.HttpFetcher.Unreachable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    private static final URI PUBLIC_MCP = FetcherFixture.PUBLIC_MCP;

    @ParameterizedTest
    @CsvSource({
        "93.184.216.34, PUBLIC",
        "2606:2800:220:1:248:1893:25c8:1946, PUBLIC",
        "172.15.0.1, PUBLIC",
        "172.32.0.1, PUBLIC",
        "100.128.0.1, PUBLIC",
        "127.0.0.1, LOOPBACK",
        "127.0.0.2, LOOPBACK",
        "::1, LOOPBACK",
        "::ffff:127.0.0.1, LOOPBACK",
        "::127.0.0.1, LOOPBACK",
        "64:ff9b::7f00:1, LOOPBACK",
        "2002:7f00:1::, LOOPBACK",
        "10.1.2.3, PRIVATE",
        "172.16.0.1, PRIVATE",
        "172.31.255.255, PRIVATE",
        "192.168.1.1, PRIVATE",
        "169.254.1.1, PRIVATE",
        "100.64.0.1, PRIVATE",
        "100.127.255.255, PRIVATE",
        "fe80::1, PRIVATE",
        "fec0::1, PRIVATE",
        "fd12:3456::1, PRIVATE",
        "::ffff:10.0.0.1, PRIVATE",
        "64:ff9b::a00:1, PRIVATE",
        "64:ff9b:1::5db8:d822, PRIVATE",
        "64:ff9b:1:a00:0:100::, PRIVATE",
        "64:ff9b::5db8:d822, PUBLIC",
        "169.254.169.254, NEVER",
        "::ffff:169.254.169.254, NEVER",
        "fd00:ec2::254, NEVER",
        "100.100.100.200, NEVER",
        "0.0.0.0, NEVER",
        "0.1.2.3, NEVER",
        "::, NEVER",
        "224.0.0.1, NEVER",
        "255.255.255.255, NEVER",
        "240.0.0.1, NEVER",
        "ff02::1, NEVER",
        "2001::1, NEVER",
    })
    void knowWhatKindOfPlaceAnAddressIs(String address, AddressKind kind) throws UnknownHostException {
        assertThat(AddressKind.of(InetAddress.getByName(address))).isEqualTo(kind);
    }

    @Nested
    class AttackS1ServerSideRequestForgery {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://127.0.0.1:%d/x",
                    "https://127.0.0.2:%d/x",
                    "https://localhost:%d/x",
                    "https://2130706433:%d/x",
                    "https://0x7f.1:%d/x",
                    "https://0x7f000001:%d/x",
                    "https://127.1:%d/x",
                    "https://[::1]:%d/x",
                    "https://[::ffff:127.0.0.1]:%d/x",
                    "http://127.0.0.1:%d/x",
                    "http://localhost:%d/x",
                    "http://2130706433:%d/x",
                })
        void aPublicMcpServerNeverGetsTheAgentToConnectToLoopback(String template) throws IOException {
            try (RecordingServer victim = RecordingServer.start(RecordingServer.ok("{}"))) {
                URI uri = URI.create(template.formatted(victim.port()));

                Result result = FetcherFixture.fetcher().fetch(FetcherFixture.get(uri, PUBLIC_MCP));

                assertThat(result).isNotInstanceOf(Answer.class);
                assertThat(victim.connections()).isZero();
            }
        }

        @ParameterizedTest
        @Tag("attack-1")
        @ValueSource(
                strings = {
                    "10.0.0.5",
                    "192.168.0.1",
                    "169.254.169.254",
                    "100.64.0.9",
                    "224.0.0.1",
                    "fd00::1",
                    "fe80::1",
                    "127.0.0.1"
                })
        void aPublicNameThatResolvesToAnInternalAddressIsRefusedInWords(String address) {
            RecordingResolver resolver = new RecordingResolver().answer("auth.example.com", address);

            Result result = FetcherFixture.fetcher(resolver)
                    .fetch(FetcherFixture.get(URI.create("https://auth.example.com/x"), PUBLIC_MCP));

            assertThat(result)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason())
                                    .contains("\"https://auth.example.com/x\"", "the setting issuer"));
        }

        @Test
        void aPrivateMcpServerJustifiesItsOwnHostAndNoOther() throws IOException {
            AddressRules rules = new AddressRules(List.of());
            URI mcp = URI.create("https://mcp.corp.example:8443/mcp");
            List<InetAddress> privateAddress = List.of(InetAddress.getByName("10.0.0.5"));

            assertThat(rules.permitted(URI.create("https://MCP.corp.example./x"), privateAddress, mcp))
                    .isEqualTo(privateAddress);
            assertThatThrownBy(() -> rules.permitted(URI.create("https://sso.corp.example/x"), privateAddress, mcp))
                    .isInstanceOf(RefusedByPolicy.class);
        }

        @Test
        void thePinnedIssuersHostMayBePrivate() throws IOException {
            AddressRules rules = new AddressRules(List.of(URI.create("https://sso.corp.example/realms/a")));
            List<InetAddress> privateAddress = List.of(InetAddress.getByName("10.0.0.5"));

            assertThat(rules.permitted(URI.create("https://sso.corp.example/x"), privateAddress, PUBLIC_MCP))
                    .isEqualTo(privateAddress);
            assertThatThrownBy(
                            () -> rules.permitted(URI.create("https://db.corp.example/x"), privateAddress, PUBLIC_MCP))
                    .isInstanceOf(RefusedByPolicy.class);
        }

        @Test
        @Tag("attack-1")
        void aCloudsMetadataServiceIsNeverJustified() throws IOException {
            AddressRules rules = new AddressRules(List.of());
            List<InetAddress> metadata = List.of(InetAddress.getByName("169.254.169.254"));
            URI mcp = URI.create("https://mcp.example.com/mcp");

            assertThatThrownBy(() -> rules.permitted(mcp, metadata, mcp)).isInstanceOf(RefusedByPolicy.class);
        }

        @Test
        void anAddressThatIsNotPermittedIsLeftOutOfAMixedAnswer() throws IOException {
            InetAddress good = InetAddress.getByName("93.184.216.34");
            InetAddress bad = InetAddress.getByName("10.0.0.5");

            assertThat(new AddressRules(List.of())
                            .permitted(URI.create("https://a.example.com"), List.of(bad, good), PUBLIC_MCP))
                    .containsExactly(good);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://localhost/x",
                    "https://metadata.google.internal/x",
                    "https://printer.local/x",
                    "https://intranet/x",
                    "https://0x7f.1/x",
                    "https://10.0.0.1/x"
                })
        void anInternalNameIsRefusedWhereOnlyTheProxyResolvesIt(String uri) {
            assertThatThrownBy(() -> new AddressRules(List.of()).checkUnresolved(URI.create(uri), PUBLIC_MCP))
                    .isInstanceOf(RefusedByPolicy.class);
        }

        @Test
        void aLoopbackMcpServerJustifiesEveryLoopbackPort() throws IOException {
            try (RecordingServer other = RecordingServer.start(RecordingServer.ok("{}"))) {
                assertThat(FetcherFixture.fetcher().fetch(FetcherFixture.get(other.uri("/x"))))
                        .isInstanceOf(Answer.class);
                assertThat(FetcherFixture.fetcher()
                                .fetch(FetcherFixture.get(
                                        URI.create("http://localhost:" + other.port() + "/x"),
                                        URI.create("http://localhost:1/mcp"))))
                        .isInstanceOf(Answer.class);
            }
        }
    }

    @Nested
    class AttackS3DnsRebinding {

        @Test
        @Tag("attack-3")
        void theNameIsResolvedOnceAndTheCheckedAddressIsTheOneConnectedTo() throws IOException {
            try (RecordingServer victim = RecordingServer.start(RecordingServer.ok("{}"))) {
                // 192.0.2.1 is reserved for documentation (RFC 5737): nothing answers there.
                RecordingResolver resolver =
                        new RecordingResolver().answer("rebind.example.com", "192.0.2.1", "127.0.0.1");

                Result result = FetcherFixture.fetcher(resolver)
                        .fetch(FetcherFixture.get(
                                URI.create("https://rebind.example.com:" + victim.port() + "/x"), PUBLIC_MCP));

                assertThat(result).isInstanceOf(Unreachable.class);
                assertThat(resolver.asked()).containsExactly("rebind.example.com");
                assertThat(victim.connections()).isZero();
            }
        }
    }

    @Nested
    class AttackS17Plaintext {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://auth.example.com/x",
                    "http://10.0.0.5/x",
                    "http://127.0.0.1.example.com/x",
                    "http://127.1/x",
                    "ftp://127.0.0.1/x",
                    "file:///etc/passwd",
                    "javascript:alert(1)",
                    "https:///x",
                    "https://user@auth.example.com/x",
                    "https://auth.example.com:0/x",
                    "https://auth.example.com:70000/x",
                })
        void aUrlThatIsNotHttpsNorLoopbackIsRefusedBeforeItsNameIsResolved(String uri) {
            RecordingResolver resolver = new RecordingResolver();

            Result result = FetcherFixture.fetcher(resolver).fetch(FetcherFixture.get(URI.create(uri)));

            assertThat(result).isInstanceOf(Refused.class);
            assertThat(resolver.asked()).isEmpty();
        }

        @Test
        void plainHttpStaysOnLoopbackWhateverTheResolverSays() throws IOException {
            List<InetAddress> elsewhere = List.of(InetAddress.getByName("93.184.216.34"));
            URI mcp = URI.create("http://localhost:1/mcp");

            assertThatThrownBy(() -> new AddressRules(List.of())
                            .permitted(URI.create("http://auth.localhost/x"), elsewhere, mcp))
                    .isInstanceOf(RefusedByPolicy.class);
        }

        @Test
        void aPinnedIssuerOnLoopbackMayBePlain() {
            AddressRules rules = new AddressRules(List.of(URI.create("http://localhost:8080/realms/a")));

            assertThatCode(() -> rules.check(URI.create("http://localhost:8080/x"), PUBLIC_MCP))
                    .doesNotThrowAnyException();
        }
    }
}
