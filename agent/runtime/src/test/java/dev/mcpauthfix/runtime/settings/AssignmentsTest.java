package dev.mcpauthfix.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentsTest {

    private final Map<String, String> assigned = new LinkedHashMap<>();

    @Test
    void areReadOverThoseOfBefore() {
        assigned.put("scope", "before");
        assigned.put("mode", "observe");

        assertThat(Assignments.read(" mode = heal ; scope=, client.name=a%2Cb ", assigned))
                .isNull();

        assertThat(assigned).containsExactly(Map.entry("mode", "heal"), Map.entry("client.name", "a,b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a b", "a,b;c", "100%", "%41", "a+b", "a=b", "\u00fc \u20ac \ud83d\ude00", "~/x*y", "\"'"})
    void areSpeltSoThatTheyAreReadAgain(String value) {
        Map<String, String> before = Map.of("client.name", value, "scope", "x y");

        String line = Assignments.write(before);

        assertThat(Assignments.read(line, assigned)).isNull();
        assertThat(assigned).isEqualTo(before);
        assertThat(line).doesNotContain(" ", "\n");
    }

    @Test
    void areNothingWhereNothingIsAssigned() {
        assertThat(Assignments.write(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",;", "mode", "=heal", "mode=%4", "mode=observe,what"})
    void areRefusedWhereTheyAreMalformed(String line) {
        assertThat(Assignments.read(line, assigned)).isNotNull();
    }
}
