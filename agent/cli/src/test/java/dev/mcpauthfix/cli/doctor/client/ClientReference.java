package dev.mcpauthfix.cli.doctor.client;

/** Writes {@code docs/clients.md} from {@link ClientTable}. */
final class ClientReference {

    private static final String INTRODUCTION = """
            # Clients

            <!-- Made from ClientTable.java. To make it again:
                 ./mvnw -q test -pl agent/cli -am -Dtest=ClientReferenceTest -Dregenerate=true -Dsurefire.failIfNoSpecifiedTests=false -->

            How MCP clients take a 401, as far as somebody read it in their sources. `doctor` predicts from this table which of them connect
            to a server: it plays each client's way over the answers that it got, and asks nothing for the sake of one client.

            Version of the table: %s. A client changes with every release; where it does something else than this page says, the page is
            wrong, and an issue that names client and version is welcome.

            Where the probe does not go (to another origin by a redirect, to an inner address, on after its time), what a client would see
            there is not known, and its outcome is `unknown`.

            What the table leaves out: other limits of size and time, which redirects are followed, the token request and everything
            after it, proofs of possession, and requests of a single client (Rust asks the MCP URL by GET first, and some paths that
            are hardly ever there; those count as absent).
            """;

    private ClientReference() {}

    static String text() {
        StringBuilder text = new StringBuilder(INTRODUCTION.formatted(ClientTable.VERSION));
        for (ClientTable.Row row : ClientTable.ROWS) {
            ClientReading reading = row.reading();
            text.append("\n## ").append(reading.name()).append("\n\n");
            text.append("`")
                    .append(reading.id())
                    .append("`, ")
                    .append(reading.versions())
                    .append(".\n");
            text.append("Read ")
                    .append(reading.read())
                    .append(" in `")
                    .append(reading.source())
                    .append("`.\n\n");
            text.append(words(row.behaviour()));
        }
        return text.toString();
    }

    private static String words(Behaviour behaviour) {
        if (behaviour instanceof Traits traits) {
            return "| step | what it does |\n|---|---|\n"
                    + line("challenge", traits.challenge().words())
                    + line("protected resource metadata", traits.resource().words())
                    + line("authorization server metadata", traits.server().words())
                    + line("login", traits.login().words());
        }
        return behaviour instanceof Behaviour.WithoutOAuth client
                ? "Does no OAuth. At a 401 its users see `" + client.error() + "`.\n"
                : "Its end is not predicted: `doctor` walks the ladder with the agent's own engine.\n";
    }

    private static String line(String step, String words) {
        return "| " + step + " | " + words + " |\n";
    }
}
