package dev.mcpauthfix.engine.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestedScopeTest {

    @ParameterizedTest
    @Tag("attack-20")
    @CsvSource({
        "set, challenged, 'listed', set",
        ",    challenged, 'listed', challenged",
        ",    'a  b',     'listed', 'a b'",
        ",    ,           'l1 l2',  'l1 l2'",
        ",    '',         'listed', listed",
        ",    ,           '',       ",
        ",    ,           ,         ",
    })
    void followsTheSettingThenTheChallengeThenTheResource(
            @Nullable String setting, @Nullable String challenged, @Nullable String listed, @Nullable String expected) {
        List<String> resourceScopes = listed == null ? null : List.copyOf(RequestedScope.parse(listed));

        assertThat(RequestedScope.choose(setting, challenged, resourceScopes, Set.of())
                        .value())
                .isEqualTo(expected);
    }

    @Test
    void aStepUpLosesNothing() {
        assertThat(RequestedScope.choose(null, "write", List.of("x"), List.of("read", "write"))
                        .value())
                .isEqualTo("read write");
    }

    @Test
    void offlineAccessNeedsTheServersWordAndOtherScopes() {
        RequestedScope scope = new RequestedScope("read");

        assertThat(scope.withOfflineAccess(null)).isEqualTo(scope);
        assertThat(scope.withOfflineAccess(List.of("read"))).isEqualTo(scope);
        assertThat(scope.withOfflineAccess(List.of("offline_access")).value()).isEqualTo("read offline_access");
        assertThat(new RequestedScope(null)
                        .withOfflineAccess(List.of("offline_access"))
                        .value())
                .isNull();
    }

    @Test
    void consentIsAskedForWithOfflineAccessOnly() {
        assertThat(new RequestedScope("read offline_access").needsConsent()).isTrue();
        assertThat(new RequestedScope("read offline_access2").needsConsent()).isFalse();
        assertThat(new RequestedScope(null).needsConsent()).isFalse();
    }

    @Test
    void leavesOutWhatIsNoScopeAndWhatDoesNotFitIntoAUrl() {
        List<String> many = new ArrayList<>(List.of("fine", "with space", "line\nbreak", "quo\"te", "\u202e"));
        for (int i = 0; i < 10_000; i++) {
            many.add("scope-" + i);
        }
        String value = RequestedScope.choose(null, null, many, Set.of()).value();

        assertThat(value).startsWith("fine scope-0 scope-1 ").hasSizeLessThan(4096);
    }
}
