package dev.mcpauthfix.it.zoo;

/** Renders {@code docs/zoo.md} from the catalogue. */
final class ZooPage {

    private static final String HEAD = """
            # The zoo

            <!-- Made from Animal.java. To make it again:
                 ./mvnw -q test -pl integration-tests -am -Dtest=ZooPageTest -Dregenerate=true -Dsurefire.failIfNoSpecifiedTests=false -->

            MCP servers that are right, unusual, broken or hostile, each on a free port of this machine. `doctor` is tested against all of
            them, and you can meet them yourself:

            ```
            scripts/zoo                     # all of them, until Ctrl-C
            scripts/zoo dead-hint api-key   # some of them
            scripts/zoo --list              # names only
            ```

            For each it prints the command to try, such as `java -jar agent/dist/target/mcp-auth-fix.jar doctor http://127.0.0.1:40001/mcp`.

            The *hint* is `resource_metadata` in the challenge (RFC 9728, section 5.1). "As founding" and "as healthy" mean: all that is not
            named is as there. Behind each that can be logged in to stand a real MCP server and a real authorization server.

            | name | what it shows |
            |---|---|
            """;

    private ZooPage() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Animal animal : Animal.values()) {
            page.append("| `")
                    .append(animal)
                    .append("` | ")
                    .append(animal.shows().replace("|", "\\|"))
                    .append(" |\n");
        }
        return page.toString();
    }
}
