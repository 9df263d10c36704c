package io.promshard.query.promql.parser;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts and places of errors, all of them seen at a Prometheus 3.5.3. */
class ParseErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "(a + b                 | 1:7: parse error: unclosed left parenthesis",
                "a)                     | 1:3: parse error: unexpected right parenthesis ')'",
                "a[5m                   | 1:5: parse error: unclosed left bracket",
                "a]                     | 1:2: parse error: unexpected right bracket ']'",
                "a[5m[                  | 1:5: parse error: unexpected left bracket '['",
                "a[:5m]                 | 1:4: parse error: unexpected colon before duration in duration expression",
                "a[x]                   | 1:3: parse error: unexpected character in duration expression: 'x'",
                "a[                     | 1:3: parse error: unexpected end of input in duration expression",
                "a[5m:1m:2m]            | 1:8: parse error: unexpected colon ':'",
                "a{b=\"c\"               | 1:8: parse error: unexpected end of input inside braces",
                "a{{                    | 1:3: parse error: unexpected left brace '{'",
                "a{b!c}                 | 1:4: parse error: unexpected character after '!' inside braces: 'c'",
                "a ! b                  | 1:3: parse error: unexpected character after '!': ' '",
                "a =~ b                 | 1:3: parse error: unexpected character after '=': '~'",
                "a $ b                  | 1:3: parse error: unexpected character: '$'",
                "1x                     | 1:1: parse error: bad number or duration syntax: \"1\"",
                "\"a                    | 1:1: parse error: unterminated quoted string",
                "`a                     | 1:1: parse error: unterminated raw string",
                "'\\u12'                | 1:1: parse error: illegal character U+0027 ''' in escape sequence",
                "'\\ud800'              | 1:1: parse error: escape sequence is an invalid Unicode code point",
                "'\\q'                  | 1:1: parse error: unknown escape sequence U+0071 'q'",
            })
    void ofCharacters(String query, String message) {
        assertRefused(query, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b                    | 1:3: parse error: unexpected identifier \"b\"",
                "a 'a long string'      | 1:3: parse error: unexpected string \"'a long st\"...",
                "a + @                  | 1:5: parse error: unexpected \"<Item 57400>\" <op:@>",
                "a start                | 1:3: parse error: unexpected \"start\"",
                "sum(a b)               | 1:7: parse error: unexpected identifier \"b\" in aggregation",
                "sum(a) sum             | 1:8: parse error: unexpected <aggr:sum>",
                "sum by a (b)           | 1:8: parse error: unexpected identifier \"a\" in grouping opts, expected \"(\"",
                "sum by (1) (b)         | 1:9: parse error: unexpected number \"1\" in grouping opts, expected label",
                "sum by (a b) (c)       | 1:11: parse error: unexpected identifier \"b\" in grouping opts,"
                        + " expected \",\" or \")\"",
                "sum by ('') (b)        | 1:9: parse error: invalid label name for grouping: \"\"",
                "a + on (b) group_left  | 1:22: parse error: unexpected end of input in grouping opts, expected \"(\"",
                "a{b}                   | 1:4: parse error: unexpected \"}\" in label matching,"
                        + " expected label matching operator",
                "a{b=c}                 | 1:5: parse error: unexpected identifier \"c\" in label matching, expected string",
                "a{=}                   | 1:3: parse error: unexpected \"=\" in label matching,"
                        + " expected identifier or \"}\"",
                "a{b=\"c\" d=\"e\"}     | 1:9: parse error: unexpected identifier \"d\" in label matching,"
                        + " expected \",\" or \"}\"",
                "a{b=~\"(\"}            | 1:3: parse error: error parsing regexp: missing closing ): `(`",
                "a offset b             | 1:10: parse error: unexpected identifier \"b\" in offset,"
                        + " expected number or duration",
                "a @ b                  | 1:5: parse error: unexpected identifier \"b\" in @, expected timestamp",
                "a[]                    | 1:3: parse error: unexpected \"]\" in subquery selector,"
                        + " expected number or duration",
                "a[5m,]                 | 1:5: parse error: unexpected \",\" in subquery or range, expected \":\" or \"]\"",
                "a[5m:,]                | 1:6: parse error: unexpected \",\" in subquery selector,"
                        + " expected number or duration or \"]\"",
                "a[5m:1m,]              | 1:8: parse error: unexpected \",\" in subquery selector, expected \"]\"",
                "abs(a,)                | 1:6: parse error: trailing commas not allowed in function call args",
                "nope(a)                | 1:1: parse error: unknown function with name \"nope\"",
                "a[1h0d]                | 1:3: parse error: not a valid duration string: \"1h0d\"",
                "a[0]                   | 1:3: parse error: duration must be greater than 0",
                "a offset 1e10          | 1:10: parse error: duration out of range",
                "a[5m % 0]              | 1:6: parse error: modulo by zero",
                "a @ 1e20               | 1:1: parse error: timestamp out of bounds for @ modifier:"
                        + " 100000000000000000000.000000",
                "a @ 1 @ 2              | 1:1: parse error: @ <timestamp> may not be set multiple times",
                "a[5m][5m]              | 1:6: parse error: ranges only allowed for vector selectors",
                "a offset 1m [5m]       | 1:13: parse error: no offset modifiers allowed before range",
                "0x_                    | 1:1: parse error: error parsing number: strconv.ParseFloat:"
                        + " parsing \"0x_\": invalid syntax",
            })
    void ofTokens(String query, String message) {
        assertRefused(query, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum()                  | 1:1: parse error: no arguments for aggregate expression provided",
                "sum(1)                 | 1:5: parse error: expected type instant vector in aggregation expression,"
                        + " got scalar",
                "topk(a, a)             | 1:6: parse error: expected type scalar in aggregation parameter,"
                        + " got instant vector",
                "rate(a)                | 1:6: parse error: expected type range vector in call to function \"rate\","
                        + " got instant vector",
                "clamp(a)               | 1:1: parse error: expected 3 argument(s) in call to \"clamp\", got 1",
                "round()                | 1:1: parse error: expected at least 1 argument(s) in call to \"round\", got 0",
                "round(a, 1, 2)         | 1:1: parse error: expected at most 2 argument(s) in call to \"round\", got 3",
                "1 > 2                  | 1:3: parse error: comparisons between scalars must use BOOL modifier",
                "a[5m] + 1              | 1:1: parse error: binary expression must contain only scalar and instant"
                        + " vector types",
                "1[5m:][5m:]            | 1:1: parse error: subquery is only allowed on instant vector,"
                        + " got scalar instead",
                "-a[5m]                 | 1:1: parse error: unary expression only allowed on expressions of type scalar"
                        + " or instant vector, got \"range vector\"",
                "{a!='b'}               | 1:1: parse error: vector selector must contain at least one non-empty matcher",
                "info(a, {}, b)         | 1:1: parse error: expected at most 2 argument(s) in call to \"info\", got 3",
                "info(a, 1)             | unexpected error",
            })
    void ofTypes(String query, String message) {
        assertRefused(query, message);
    }

    @Test
    void countLinesAndTheBytesOfTheLast() {
        assertRefused("'ü' +\n'ü' $", "2:6: parse error: unexpected character: '$'");
    }

    @Test
    void haveNoPlaceInNoText() {
        assertRefused("", "unknown position: parse error: no expression found in input");
        assertRefused(" # nothing\n", "1:1: parse error: no expression found in input");
    }

    @Test
    void takeHalfAPairOfCharsForWhatIsNoUtf8() {
        assertRefused("a{b=\"\uD83D\"}", "1:5: parse error: invalid UTF-8 rune");
        assertRefused("\uDE00", "1:1: parse error: unexpected character: '\uFFFD'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "info(a)      | 1:1: parse error: function \"info\" is not enabled",
                "limitk(1, a) | 1:1: parse error: limitk() is experimental and must be enabled with"
                        + " --enable-feature=promql-experimental-functions",
                "a[5m + 1m]   | 1:3: parse error: experimental duration expression is not enabled",
            })
    void sayWhatIsNotEnabled(String query, String message) {
        assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> new PromqlParser(ParserOptions.STABLE).parse(query))
                .withMessage(message);
    }

    private static void assertRefused(String query, String message) {
        assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> new PromqlParser(ParserOptions.EXPERIMENTAL).parse(query))
                .withMessage(message);
    }
}
