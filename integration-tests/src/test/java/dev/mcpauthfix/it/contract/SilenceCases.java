package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.authorization.AuthorizationServerSettings;
import java.net.URI;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What the forked JVMs wrote in all cases together, so these run last. */
interface SilenceCases extends ContractCases {

    int LAST = Integer.MAX_VALUE;

    @Test
    @Order(LAST)
    default void writesNothingToStandardOutput() {
        assertThat(world().with().stdout()).allSatisfy(line -> assertThat(line).startsWith("{\"id\":\""));
        assertThat(world().with().stderr()).noneMatch(line -> line.startsWith("not the program's"));
    }

    @Test
    @Order(LAST)
    default void marksEachLineOnTheErrorStreamAsItsOwn() {
        assertThat(world().without().stderr()).isEmpty();
        assertThat(world().with().stderr())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("[mcp-auth-fix] "));
    }

    @Test
    @Order(LAST)
    default void reportsNoFaultOfItsOwn() {
        assertThat(world().with().stderr())
                .noneMatch(line -> line.contains("fault of mcp-auth-fix"))
                .noneMatch(line -> line.contains("fault while authorizing"));
    }

    /** At the most talkative log level, after every case before: no token, code, verifier or secret. */
    @Test
    @Order(LAST)
    default void neverWritesASecret() throws Exception {
        try (ContractServer confidential =
                world().origin(AuthorizationServerSettings.builder().tokenEndpointAuthMethods("client_secret_basic"))) {
            URI mcp = confidential.protectedResource();
            heals(Call.post(mcp));
            confidential.authorizationServer().expireAccessTokens();
            heals(Call.post(mcp));

            assertThat(world().secrets().kinds())
                    .containsExactlyInAnyOrder(
                            "access_token",
                            "refresh_token",
                            "client_secret",
                            "code",
                            "code_verifier",
                            "client authentication");
            String written = String.join("\n", world().with().stderr())
                    + String.join("\n", world().with().stdout());
            assertThat(world().secrets().all())
                    .hasSizeGreaterThan(50)
                    .allSatisfy(secret -> assertThat(written).doesNotContain(secret));
        }
    }
}
