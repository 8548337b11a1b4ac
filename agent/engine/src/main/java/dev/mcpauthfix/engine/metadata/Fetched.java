package dev.mcpauthfix.engine.metadata;

import dev.mcpauthfix.engine.json.JsonObject;

/** What one metadata address held. */
sealed interface Fetched {

    /** The outcome in a few words. */
    String note();

    /** A JSON object came with a 2xx status, whatever its content type said. */
    record Document(JsonObject json, String note) implements Fetched {}

    /** There is a definitive answer and it is no document: any other status, HTML, a redirect away, something huge. */
    record Absent(String note) implements Fetched {}

    /** The address may not be asked. */
    record Forbidden(String note) implements Fetched {}

    /** The network gave no answer. */
    record Unreachable(String note) implements Fetched {}
}
