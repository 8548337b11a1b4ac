package dev.mcpauthfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusTextTest {

    @Test
    void tellsWhatTheAgentDidByServer() {
        assertThat(StatusText.of("""
                        {"version":"1.0","mode":"heal","libraries":["OkHttp","java.net.http"],"faults":0,
                        "servers":[{"url":"https://mcp.test/mcp","tokens":1,"healed":2,"given_back":0,"observed":3,"requests":7,
                        "rung":"hint","first_refused":"2027-01-01T00:00:00Z","first_healed":"2027-01-01T00:00:01Z",
                        "latest":"a line","retire_ready":"it has the hint"}]}""")).isEqualTo("""
                        version 1.0, mode=heal
                            patched: OkHttp, java.net.http
                            faults of its own: 0
                            https://mcp.test/mcp
                                healed 2, given back 0, observed 3, tokens obtained 1, requests of its own 7, found by hint
                                first refused 2027-01-01T00:00:00Z, first healed 2027-01-01T00:00:01Z
                                latest: a line
                                retire-ready: it has the hint""");
    }

    @Test
    void tellsWhatHoldsItBackAndWhatWasNotTaken() {
        assertThat(StatusText.of("""
                        {"version":"1.0","mode":"off","restraint":"there is a file /run/off","mistake":"line 2: no","settings":"abc",
                        "file":"/etc/fix.conf","audit":"/var/log/fix.jsonl","libraries":[],"faults":0,"left_alone":["https://other.test"],
                        "servers":[]}""")).isEqualTo("""
                        version 1.0, mode=off
                            held back: there is a file /run/off
                            not taken: line 2: no
                            settings: abc
                            settings file: /etc/fix.conf
                            audit log: /var/log/fix.jsonl
                            patched: nothing yet
                            faults of its own: 0
                            left alone as servers= and servers.deny= want it: https://other.test""");
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
