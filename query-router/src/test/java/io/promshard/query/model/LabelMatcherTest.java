package io.promshard.query.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelMatcherTest {

    @Test
    void equalityComparesTheWholeValue() {
        assertThat(matcher(MatchOp.EQUAL, "api").matches("api")).isTrue();
        assertThat(matcher(MatchOp.EQUAL, "api").matches("apis")).isFalse();
        assertThat(matcher(MatchOp.NOT_EQUAL, "api").matches("api")).isFalse();
        assertThat(matcher(MatchOp.NOT_EQUAL, "api").matches("web")).isTrue();
    }

    @Test
    void anAbsentLabelIsAnEmptyOne() {
        assertThat(matcher(MatchOp.EQUAL, "").matches("")).isTrue();
        assertThat(matcher(MatchOp.NOT_EQUAL, "api").matches("")).isTrue();
        assertThat(matcher(MatchOp.REGEX, ".*").matches("")).isTrue();
        assertThat(matcher(MatchOp.REGEX, ".+").matches("")).isFalse();
        assertThat(matcher(MatchOp.REGEX, "api|").matches("")).isTrue();
    }

    @Test
    void isItsNameOperatorAndValue() {
        assertThat(matcher(MatchOp.REGEX, "a.*")).isEqualTo(matcher(MatchOp.REGEX, "a.*"));
        assertThat(matcher(MatchOp.REGEX, "a.*")).hasSameHashCodeAs(matcher(MatchOp.REGEX, "a.*"));
        assertThat(matcher(MatchOp.REGEX, "a")).isNotEqualTo(matcher(MatchOp.EQUAL, "a"));
        assertThat(matcher(MatchOp.REGEX, "a")).hasToString("job=~\"a\"");
    }

    @Nested
    class RegularExpressions {

        @ParameterizedTest
        @CsvSource({
            "a|b, a, true",
            "a|b, ab, false",
            "'', '', true",
            "a, xa, false",
            "a.c, abc, true",
            "a.c, xabc, false",
            "a|b.*, xb, false",
            "(?i)api, API, true",
            "^api$, api, true",
            "a\\.b, axb, false",
            "\\pL+, ü, true",
            "(?P<n>a)(?P<n>b), ab, true",
            "\\\\(?P<n>a)\\\\(?P<n>b)[(?P<n>], \\a\\bP, true",
            "a\\.b|c.d|e, a.b, true",
            "a\\.b|c.d|e, axb, false",
            "a\\.b|c.d|e, cxd, true",
            "a\\.b|c.d|e, e, true",
            "(a\\.b|c), a.b, true",
            "(a|b)c, bc, true",
            "(a)|(b), b, true",
            "(a)|(b), a)|(b, false",
            "[|]|[^]|]x, |, true",
            "[|]|[^]|]x, ax, true",
            "\\Qa|b\\E|c, a|b, true",
            "(?i)a|b, B, true",
            "a\\||b, a|, true",
        })
        void matchTheWholeValue(String expression, String value, boolean matches) {
            assertThat(matcher(MatchOp.REGEX, expression).matches(value)).isEqualTo(matches);
            assertThat(matcher(MatchOp.NOT_REGEX, expression).matches(value)).isEqualTo(!matches);
        }

        @Test
        void mayListThousandsOfValues() {
            String values = IntStream.range(0, 3_000)
                    .mapToObj(i -> "host-" + i + "\\.example.*")
                    .collect(Collectors.joining("|"));

            assertThat(matcher(MatchOp.REGEX, values).matches("host-2999.example.org"))
                    .isTrue();
            assertThat(matcher(MatchOp.REGEX, "(" + values + ")").matches("host-0.example.org"))
                    .isTrue();
            assertThat(matcher(MatchOp.REGEX, values).matches("host-3000.example.org"))
                    .isFalse();
        }

        @Test
        void takeALineBreakForACharacter() {
            assertThat(matcher(MatchOp.REGEX, "a.b").matches("a\nb")).isTrue();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ' ',
                value = {
                    "( 'missing closing ): `(`'",
                    "a) 'unexpected ): `a)`'",
                    "* 'missing argument to repetition operator: `*`'",
                    "a** 'invalid nested repetition operator: `**`'",
                    "[z-a] 'invalid character class range: `z-a`'",
                    "(?=a) 'invalid or unsupported Perl syntax: `(?=`'",
                    "a\\ 'trailing backslash at end of expression: ``'",
                    "\\ü 'invalid escape sequence: `\\ü`'",
                    "a{1001} 'invalid repeat count: `{1001}`'",
                })
        void areRefusedInTheWordsOfGo(String expression, String reason) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> matcher(MatchOp.REGEX, expression))
                    .withMessage("error parsing regexp: " + reason);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "((a{100}){100}){100}",
                    "((((((a{9}){9}){9}){9}){9}){9}){9,}",
                    "(x{2}|(b[]{5}]c{501}){2}){1}",
                })
        void areRefusedIfTheyRepeatRepetitions(String expression) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> matcher(MatchOp.REGEX, expression))
                    .withMessageContaining("invalid repeat count");
        }

        @ParameterizedTest
        @ValueSource(strings = {"(a{10}){100}", "(a{1000}){0}(b{500}){2}", "[(a{1000}){1000}]", "\\Q(a{999}){999}\\E"})
        void mayRepeatALittle(String expression) {
            assertThat(matcher(MatchOp.REGEX, expression).matches("?")).isFalse();
        }

        @Test
        void areRefusedIfTheyAreTooLarge() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> matcher(MatchOp.REGEX, "(" + "abcd".repeat(10) + "){1000}"))
                    .withMessageContaining("expression too large");
        }

        @Test
        void areRefusedIfTheyAreTooDeep() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> matcher(MatchOp.REGEX, "(".repeat(2_000) + ")".repeat(2_000)))
                    .withMessageContaining("expression nests too deeply");
        }
    }

    private static LabelMatcher matcher(MatchOp op, String value) {
        return new LabelMatcher("job", op, value);
    }
}
