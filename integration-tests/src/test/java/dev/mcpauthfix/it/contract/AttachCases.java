package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** The agent comes to a JVM that is already at work, or to a library that the application's class path does not know. */
interface AttachCases extends ContractCases {

    @Test
    default void healsAClientThatWasAtWorkBeforeTheAttach() throws Exception {
        URI mcp = world().oauth().protectedResource();
        try (ContractJvm jvm = world().beforeAttach(world().folder().resolve("attached"))) {
            Result before = jvm.call(Call.post(mcp));
            world().attach(jvm);
            Result after = jvm.call(Call.post(mcp));
            Result next = jvm.call(Call.get(mcp));

            assertThat(before.status()).isEqualTo(401);
            assertThat(after.status()).as("%s", jvm.stderr()).isEqualTo(200);
            assertThat(after.heads()).containsExactly(200);
            assertThat(next.status()).isEqualTo(200);
            assertThat(jvm.stdout()).allSatisfy(line -> assertThat(line).startsWith("{\"id\":\""));
        }
        assertThat(tokensSentTo(world().oauth(), mcp)).containsExactly(false, false, true, true);
    }

    @Test
    default void healsALibraryInAClassLoaderBelowTheApplications() throws Exception {
        URI mcp = world().oauth().protectedResource();
        try (ContractJvm jvm = world().agentAboveTheLibrary(world().folder().resolve("child"))) {
            for (Call.Send send : world().stack().sends()) {
                Result result = jvm.call(Call.post(mcp).send(send));
                assertThat(result.status()).as("%s", jvm.stderr()).isEqualTo(200);
                assertThat(result.heads()).containsExactly(200);
            }
            assertThat(jvm.stderr()).noneMatch(line -> line.contains("fault of mcp-auth-fix"));
        }
        assertThat(requestsTo(world().oauth(), "token")).isEqualTo(1);
    }
}
