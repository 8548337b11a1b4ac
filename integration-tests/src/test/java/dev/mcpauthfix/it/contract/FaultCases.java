package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.mcpauthfix.it.authorization.AuthorizationServerSettings;
import dev.mcpauthfix.it.authorization.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails, at the authorization server or in the agent itself: the application gets its own 401. */
interface FaultCases extends ContractCases {

    @ParameterizedTest
    @EnumSource(
            names = {
                "METADATA_IS_A_WEB_PAGE",
                "METADATA_NAMES_ANOTHER_ISSUER",
                "REGISTRATION_IS_REFUSED",
                "ACCESS_IS_DENIED",
                "STATE_IS_WRONG",
                "ISS_IS_WRONG",
                "TOKEN_ENDPOINT_IS_DOWN"
            })
    default void givesTheRefusalBackWhenTheAuthorizationServerFails(Fault fault) throws Exception {
        try (ContractServer server =
                world().origin(AuthorizationServerSettings.builder().faults(fault))) {
            URI mcp = server.protectedResource();

            // An answer to a wrong state is not believed, so nothing ends that login but its time; the call does not
            // wait.
            if (fault == Fault.STATE_IS_WRONG) {
                needs(HttpStack.Ability.TIMEOUT);
                Call call = Call.post(mcp).timeoutMillis(1500);
                Result late = onASlowServer(world().without(), call, waitsForItself -> {});
                assertThat(late.failure()).isNotEmpty();
                assertThat(world().with().call(call).withoutRaces()).isEqualTo(late);
                return;
            }
            Result with = world().with().call(Call.post(mcp));
            assertThat(with).isEqualTo(world().without().call(Call.post(mcp)));
            assertThat(with.status()).isEqualTo(401);
            assertThat(server.received(mcp)).hasSize(2);
        }
    }

    @Test
    default void healsWhereItsOwnFolderCannotBeWritten() throws Exception {
        Path file = Files.createTempFile(world().folder(), "not-a-folder", "");
        try (ContractJvm jvm = world().agent(World.AGENT, file.resolve("home"))) {
            Result result = jvm.call(Call.post(world().oauth().protectedResource()));

            assertThat(result.status()).isEqualTo(200);
            jvm.awaitOnErrorStream("vault=memory");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"core/core-start.zip", "core/core-adapters.zip", "core/core-engine.zip"})
    default void leavesEverythingAsItIsWhenAPartOfItsJarIsMissing(String part) throws Exception {
        boolean ofAnotherStack = part.equals("core/core-adapters.zip")
                && world().stack().abilities().contains(HttpStack.Ability.OVER_JAVA_NET_HTTP);
        assumeFalse(ofAnotherStack, "java.net.http needs nothing of that part");
        Path jar = copyWithout(part, Files.createTempFile(world().folder(), "broken", ".jar"));
        URI mcp = world().oauth().protectedResource();
        try (ContractJvm jvm = world().agent(jar, world().folder().resolve("broken-home"))) {
            for (Call.Send send : world().stack().sends()) {
                Call call = Call.post(mcp).send(send);
                assertThat(jvm.call(call)).isEqualTo(world().without().call(call));
            }
            Call get = Call.get(mcp);
            assertThat(jvm.call(get)).isEqualTo(world().without().call(get));

            assertThat(jvm.stderr())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).startsWith("[mcp-auth-fix] "));
        }
    }

    private static Path copyWithout(String missing, Path copy) throws IOException {
        try (ZipFile jar = new ZipFile(World.AGENT.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry : Collections.list(jar.entries())) {
                if (!entry.getName().equals(missing)) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    try (InputStream in = jar.getInputStream(entry)) {
                        in.transferTo(out);
                    }
                }
            }
        }
        return copy;
    }
}
