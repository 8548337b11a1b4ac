package dev.mcpauthfix.it.doctor;

import dev.mcpauthfix.it.zoo.Animal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the doctor is to say of each animal of the zoo. */
final class ZooDiagnoses {

    /** The order of the letters below. */
    static final List<String> CLIENTS = List.of(
            "strict",
            "spec-2025-11-25",
            "spec-2026-07-28",
            "java-sdk",
            "spring-mcp-security",
            "typescript",
            "python",
            "langchain4j",
            "csharp",
            "go",
            "rust",
            "mcp-auth-fix");

    /** Name, exit code, clients; c connects, n needs credentials, - fails, ? cannot be told. */
    private static final String TABLE = """
            founding                   10  -----cc-cccc
            openid-at-origin           10  --------cc-c
            bare-401                   10  -----cc-cccc
            forbidden-bearer           10  -----------c
            healthy                     0  ccc-ccc-cccc
            resource-metadata-path     10  -cc-ccc-cccc
            resource-metadata-root     10  -cc-ccc-cccc
            server-metadata-path       10  ----------cc
            default-endpoints          10  -----cc-cccc
            hint-only                   0  ccc-ccc-cccc
            dead-hint                  10  ----c-c--ccc
            dead-hint-alone            40  ------------
            relative-hint              10  -cc--c---ccc
            web-page-at-well-known     10  -----cc--ccc
            web-page-everywhere        30  ------------
            empty-objects              30  ------------
            metadata-behind-401        10  -----cc-cccc
            metadata-server-error      10  -----c--cc-c
            gateway-error              40  ------------
            api-key                    30  nnnnnnnnnnnn
            api-key-bare               30  nnnnnnnnnnnn
            static-token               30  ------------
            basic                      30  nnnnnnnnnnnn
            negotiate                  30  nnnnnnnnnnnn
            forbidden                  30  ------------
            not-found                  40  ------------
            open                        0  cccccccccccc
            session-proxy              40  ------------
            moved                      10  -----cc-cccc
            foreign-issuer             10  --------c---
            issuer-mismatch            40  ------------
            other-resource             40  ------------
            no-authorization-servers   40  ------------
            pkce-missing               10  c---ccc---c-
            pkce-plain                 10  c---c-c--c--
            no-registration            20  nnn-nnn-nnnn
            registration-refused        0  ccc-ccc-cccc
            negotiate-first             0  ccc-ccc-cccc
            typescript-text            10  -----cc-cccc
            python-text                10  -----cc-cccc
            cloudflare-text            10  -----cc-cccc
            expired-certificate        50  ------------
            self-signed                50  ------------
            wrong-name                 50  ------------
            no-tls                     50  ------------
            closed-port                50  ------------
            unknown-host               50  ------------
            silent                     50  ------------
            dripping                   50  ------------
            slow                       10  -----cc-cccc
            endless-metadata           40  ------?---?-
            huge-metadata              40  ------------
            deep-metadata              40  ------------
            zip-bomb                   40  ------?---?-
            terminal-escapes           40  ------------
            inward-redirect            40  ???-???-???-
            elsewhere-redirect         40  ???-???-???-
            inward-hint                40  ???-???-???-
            endless-redirects          40  ???-???-???-
            header-flood               40  ????????????
            """;

    private static final Map<String, Expected> ALL = read();

    private ZooDiagnoses() {}

    /**
     * What is expected.
     *
     * @param exitCode the exit code, which stands for the verdict
     * @param clients a letter for each client
     */
    record Expected(int exitCode, String clients) {

        /** The verdict of this exit code. */
        String verdict() {
            return switch (exitCode) {
                case 0 -> "strict-connects";
                case 10 -> "lenient-connects";
                case 20 -> "needs-credentials";
                case 30 -> "not-oauth";
                case 40 -> "broken";
                case 50 -> "unreachable";
                default -> throw new IllegalStateException("no verdict has the exit code " + exitCode);
            };
        }
    }

    static Expected of(Animal animal) {
        return Objects.requireNonNull(ALL.get(animal.toString()), () -> animal + " has no expected diagnosis");
    }

    private static Map<String, Expected> read() {
        Map<String, Expected> all = new LinkedHashMap<>();
        for (String line : TABLE.lines().toList()) {
            List<String> words = List.of(line.trim().split(" +", -1));
            all.put(words.get(0), new Expected(Integer.parseInt(words.get(1)), words.get(2)));
        }
        return all;
    }
}
