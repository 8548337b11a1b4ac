package dev.mcpauthfix.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "java -jar app.jar --port 80, app.jar, app.jar",
        "java -Xmx1g -cp a.jar:b.jar com.example.Main x, com.example.Main, a.jar:b.jar",
        "java --add-opens java.base/java.lang=ALL-UNNAMED -classpath a com.example.Main, com.example.Main, a",
        "java -p mods -m app/com.example.Main, app/com.example.Main, ''",
        "java @options Main, Main, ''",
        "java -version, '', ''",
        "java, '', ''",
    })
    void findsWhatAJvmWasStartedWith(String line, String main, String classPath) {
        List<String> words = List.of(line.split(" ", -1));

        assertThat(CommandLine.mainOf(words)).isEqualTo(main);
        assertThat(CommandLine.classPathOf(words)).isEqualTo(classPath);
    }
}
