package dev.mcpauthfix.engine.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengesTest {

    @Nested
    class ByTheGrammar {

        @Test
        void readsTheChallengeOfTheIssue() {
            assertThat(parse("Bearer error=\"invalid_token\"")).containsExactly(bearer("error", "invalid_token"));
        }

        @Test
        void readsASchemeAlone() {
            assertThat(parse("Bearer")).containsExactly(new Challenge("Bearer", null, Map.of()));
        }

        @Test
        void keepsCommasAndEqualsSignsInsideQuotes() {
            assertThat(parse("Bearer realm=\"a, error=b\", scope=\"x y\"")
                            .get(0)
                            .parameters())
                    .containsExactly(entry("realm", List.of("a, error=b")), entry("scope", List.of("x y")));
        }

        @Test
        void removesEscapes() {
            assertThat(parse("Bearer realm=\"say \\\"hi\\\" \\\\ there\"")
                            .get(0)
                            .values("realm"))
                    .containsExactly("say \"hi\" \\ there");
        }

        @Test
        void readsSeveralChallengesOfOneLine() {
            assertThat(parse("Negotiate, Basic realm=\"x\", charset=UTF-8, Bearer error=\"invalid_token\""))
                    .containsExactly(
                            new Challenge("Negotiate", null, Map.of()),
                            new Challenge("Basic", null, Map.of("realm", List.of("x"), "charset", List.of("UTF-8"))),
                            bearer("error", "invalid_token"));
        }

        @Test
        void readsSeveralLines() {
            assertThat(Challenges.parse(List.of("Negotiate", "Bearer scope=\"a\"")))
                    .extracting(Challenge::scheme)
                    .containsExactly("Negotiate", "Bearer");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Negotiate YII=         | YII=",
                    "Negotiate YII==,Bearer | YII==",
                    "NTLM a-._~+/b          | a-._~+/b",
                    "Bearer realm           | realm"
                })
        void tellsAToken68FromParameters(String line, String token68) {
            Challenge challenge = parse(line).get(0);
            assertThat(challenge.token68()).isEqualTo(token68);
            assertThat(challenge.parameters()).isEmpty();
        }

        @Test
        void comparesNamesWithoutCase() {
            Challenge challenge =
                    parse("bEARER ReSource_Metadata=\"https://h/x\"").get(0);
            assertThat(challenge.is("Bearer")).isTrue();
            assertThat(challenge.values("resource_metadata")).containsExactly("https://h/x");
        }

        @Test
        void keepsAllValuesOfADuplicatedParameter() {
            assertThat(parse("Bearer scope=a, scope=\"b\"").get(0).values("scope"))
                    .containsExactly("a", "b");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Bearer realm = \"x\"",
                    "Bearer realm= \"x\"",
                    "Bearer\trealm\t=\t\"x\"",
                    ",, Bearer realm=x ,,"
                })
        void allowsBadWhitespaceAndEmptyElements(String line) {
            assertThat(parse(line)).containsExactly(bearer("realm", "x"));
        }
    }

    @Nested
    class BeyondTheGrammar {

        @Test
        void readsParametersWithoutCommasBetweenThem() {
            assertThat(parse("Bearer realm=\"x\" error=\"invalid_token\"")
                            .get(0)
                            .values("error"))
                    .containsExactly("invalid_token");
        }

        @Test
        void readsAUrlWithoutQuotes() {
            assertThat(parse("Bearer resource_metadata=https://h/x?a=b, error=e")
                            .get(0)
                            .parameters())
                    .containsOnly(entry("resource_metadata", List.of("https://h/x?a=b")), entry("error", List.of("e")));
        }

        @Test
        void dropsAnUnclosedQuoteButNothingBeforeOrOnTheNextLine() {
            List<Challenge> challenges =
                    Challenges.parse(List.of("Bearer error=\"invalid_token\", scope=\"a b", "Basic realm=\"y\""));
            assertThat(challenges)
                    .containsExactly(
                            bearer("error", "invalid_token"),
                            new Challenge("Basic", null, Map.of("realm", List.of("y"))));
        }

        @Test
        void takesNoSecondWordOfAnUnquotedValueForAScheme() {
            assertThat(parse("Bearer scope=read write, error=e"))
                    .containsExactly(
                            new Challenge("Bearer", null, Map.of("scope", List.of("read"), "error", List.of("e"))));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", ",", "=", "\"Bearer\"", "error=\"invalid_token\"", "{\"error\":1}", "\u0000"})
        void findsNoChallengeInWhatIsNone(String line) {
            assertThat(parse(line)).isEmpty();
        }

        @Test
        void readsNoMoreThanTheLimitOfAllLinesTogether() {
            String filler = "Basic realm=\"" + "x".repeat(Challenges.MAX_LENGTH) + "\"";
            assertThat(Challenges.parse(List.of("Bearer", filler, "Digest")))
                    .extracting(Challenge::scheme)
                    .containsExactly("Bearer", "Basic");
        }

        @Test
        void survivesRandomText() {
            Random random = new Random(61376);
            String alphabet = "Bearer =,\"\\ \tx/\u0000\u00e9";
            for (int round = 0; round < 20_000; round++) {
                StringBuilder line = new StringBuilder();
                for (int i = random.nextInt(40); i > 0; i--) {
                    line.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                assertThat(parse(line.toString())).doesNotContainNull();
            }
        }
    }

    @Nested
    class WhatIsOffered {

        @Test
        void isNothingWithoutAHeader() {
            assertThat(Offer.of(List.of())).isEqualTo(Offer.NOTHING);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Bearer", "Negotiate, bearer", "DPoP algs=\"ES256\""})
        void isBearerWhateverStandsBesideIt(String line) {
            assertThat(Offer.of(parse(line))).isEqualTo(Offer.BEARER);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Basic realm=\"Bearer\"", "Digest nonce=x, Negotiate", "BearerX"})
        void isOnlyOthersWithoutABearerChallenge(String line) {
            assertThat(Offer.of(parse(line))).isEqualTo(Offer.ONLY_OTHERS);
        }
    }

    private static Challenge bearer(String name, String value) {
        return new Challenge("Bearer", null, Map.of(name, List.of(value)));
    }

    private static List<Challenge> parse(String... lines) {
        return Challenges.parse(Arrays.asList(lines));
    }
}
