package dev.mcpauthfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusTextTest {

    @Test
    void tellsWhatTheAgentDidByServer() {
        assertThat(StatusText.of(
                        "{\"version\":\"1.0\",\"mode\":\"heal\",\"libraries\":[\"OkHttp\",\"java.net.http\"],\"faults\":0,"
                                + "\"servers\":[{\"url\":\"https://mcp.test/mcp\",\"authorized\":1,\"healed\":2,\"passed_through\":0,"
                                + "\"observed\":3,\"rung\":\"hint\",\"latest\":\"a line\"}]}"))
                .isEqualTo("""
                        version 1.0, mode=heal
                            patched: OkHttp, java.net.http
                            faults of its own: 0
                            https://mcp.test/mcp
                                healed 2, given back 0, observed 3, tokens obtained 1, found by hint
                                latest: a line""");
    }

    @Test
    void saysThatWrongSettingsKeepItFromWorking() {
        assertThat(StatusText.of("{\"version\":\"1.0\",\"mode\":null,\"libraries\":[],\"faults\":0,\"servers\":[]}"))
                .startsWith("version 1.0, does nothing: its settings are wrong\n    patched: nothing yet");
    }

    @Test
    void showsWhatItCannotReadAsItIs() {
        assertThat(StatusText.of("from a newer agent")).isEqualTo("from a newer agent");
    }
}
