package dev.mcpauthfix.it.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.zoo.Animal;
import dev.mcpauthfix.it.zoo.Cage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sentences that {@code docs/troubleshooting.md} explains are those that the doctor says. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TroubleshootingSentencesTest {

    private static final Path PAGE = Path.of("..", "docs", "troubleshooting.md");

    private static final Pattern BEGINNING =
            Pattern.compile("^\\| `((?:Only |Broken|Not an OAuth|Needs)[^`]*)` \\|", Pattern.MULTILINE);

    /** No animal is a web page at its MCP URL. */
    private static final String WEB_PAGE = "Broken: the URL answers an MCP request with a web page";

    /** One for each sentence. */
    private static final List<Animal> SPEAKERS = List.of(
            Animal.FOUNDING,
            Animal.BARE_401,
            Animal.DEAD_HINT,
            Animal.OTHER_RESOURCE,
            Animal.ISSUER_MISMATCH,
            Animal.PKCE_MISSING,
            Animal.SESSION_PROXY,
            Animal.NOT_FOUND,
            Animal.DEAD_HINT_ALONE,
            Animal.STATIC_TOKEN);

    @Test
    void eachIsSaidOfAnAnimal() throws Exception {
        List<String> sentences = new ArrayList<>();
        for (Animal animal : SPEAKERS) {
            try (Cage cage = animal.open()) {
                String said = Consultation.with(
                                "--json", "--timeout", "30", cage.url().toString())
                        .json()
                        .string("sentence");
                sentences.add(String.valueOf(said));
            }
        }

        assertThat(beginnings())
                .hasSize(SPEAKERS.size())
                .allSatisfy(beginning -> assertThat(sentences)
                        .anySatisfy(said -> assertThat(said).startsWith(beginning)));
    }

    private static List<String> beginnings() throws IOException {
        return BEGINNING
                .matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1))
                .filter(beginning -> !beginning.equals(WEB_PAGE))
                .toList();
    }
}
