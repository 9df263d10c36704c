package io.promshard.pgw.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Besides {@link GroupingCasesTest}. All answers here are those of a Pushgateway 1.11.0 with the official builds' mux. */
class GroupingKeyParserTest {

    private final GroupingKeyParser parser = new GroupingKeyParser("", LabelNames.LEGACY);

    @Nested
    class Takes {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/metrics/job/x?",
                    "/metrics/job/x?a/b//%zz",
                    "HTTP://u@h:1/metrics/job/x",
                    "http:/metrics/job/x",
                    "web+x:///metrics/job/x?//",
                    "/metrics/job/x/job/",
                    "/metrics/job@base64/eA=/job@base64/eQ"
                })
        void anySpellingOfOneKey(String target) {
            assertThat(parser.parse(target)).isEqualTo(key(Map.of("job", "x")));
        }

        @ParameterizedTest
        @CsvSource({
            "/metrics/job/.x, .x",
            "/metrics/job/..., ...",
            "/metrics/job/%2e%2e%2f, ..",
            "/metrics/job/a#b, a#b",
            "/metrics/job/%2541, %41",
            "/metrics/job/:job, :job"
        })
        void jobsThatLookLikeSyntax(String target, String job) {
            assertThat(parser.parse(target)).isEqualTo(key(Map.of("job", job)));
        }

        private static GroupingKey key(Map<String, String> labels) {
            return GroupingKey.of(labels);
        }
    }

    @Nested
    class Refuses {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "metrics/job/x",
                    ":/metrics/job/x",
                    "1a:/metrics/job/x",
                    "a_b:/metrics/job/x",
                    "/metrics/job/x y",
                    "/metrics/job/x?a b",
                    "/metrics/job/x\u0000",
                    "/metrics/job/x\u007F",
                    "/metrics/job/%",
                    "/metrics/job/%g0",
                    "/metrics/job/%0g",
                    "/metrics/job/x/a/1//%0"
                })
        void whatIsNoUrl(String target) {
            assertThat(parser.parse(target)).isEqualTo(new Rejection(400, "400 Bad Request", null));
        }

        @Test
        void whatIsNoByteString() {
            assertThat(parser.parse("/metrics/job/\u0100")).isEqualTo(Rejection.BAD_REQUEST);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/",
                    "/metrics/job",
                    "/metrics/jobx/y",
                    "/metrics/job@base64",
                    "/metrics/job@base64/",
                    "/METRICS/job/",
                    "/METRICS/JOB%2f",
                    "/METRICS/job/a%2F..",
                    "/metrics/job@BASE64/eA/a/b",
                    "/METRICS/job@base64/eA/",
                    "/x/metrics/job/y",
                    "/metric%C5%BF/job/x"
                })
        void whatIsNoRoute(String target) {
            assertThat(parser.parse(target)).isEqualTo(new Rejection(404, "404 page not found", null));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/metrics/job/%2F",
                    "/metrics/job/%2Fa%2Fb",
                    "/metrics/job@base64/%2F",
                    "/metrics/job@base64/===/a/b",
                    "/metrics/job@base64/=/job/x"
                })
        void anEmptyJob(String target) {
            assertThat(parser.parse(target)).isEqualTo(new Rejection(400, "job name is required", null));
        }

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '`',
                delimiter = '|',
                value = {
                    "/metrics/job/%2Fa | odd number of components in label string \"/a\"",
                    "/metrics/job@base64/=/a | odd number of components in label string \"/a\"",
                    "/metrics/job/x/a-b/1/c | odd number of components in label string \"/a-b/1/c\"",
                    "/metrics/job/x/%C2%A0%00%22%ff | odd number of components in label string \"/\\u00a0\\x00\\\"\\xff\"",
                    "/metrics/job/x/a/1/%2F | improper label name \"\"",
                    "/metrics/job/x/@base64/eA | improper label name \"\"",
                    "/metrics/job/x/1a/1 | improper label name \"1a\"",
                    "/metrics/job/x/a%5B/1 | improper label name \"a[\"",
                    "/metrics/job/x/__a@base64/M | improper label name \"__a\"",
                    "/metrics/job/x/a@base64/M/b-c/1 | invalid base64 encoding for label a=\"M\": illegal base64 data at input byte 0",
                    "/metrics/job/x/a@base64/%C3%A9==/b-c/1 | invalid base64 encoding for label a=\"é==\": illegal base64 data at input byte 0",
                    "/metrics/job@base64/eHh4eHh4eHh4$ | invalid base64 encoding in job name \"xxxxxxxxx\": illegal base64 data at input byte 12",
                    "/metrics/job@base64/%FF/a | invalid base64 encoding in job name \"\": illegal base64 data at input byte 0"
                })
        void improperLabelsByTheFirstFault(String target, String message) {
            assertThat(parser.parse(target)).isEqualTo(new Rejection(400, message, null));
        }
    }

    @Nested
    class Redirects {

        @ParameterizedTest
        @CsvSource({
            "//metrics/job/x, /metrics/job/x",
            "/metrics/job//x, /metrics/job/x",
            "/metrics/job/x//.?q=/../%zz, /metrics/job/x?q=/../%zz",
            "/./metrics/job/x/a/., /metrics/job/x/a",
            "/metrics/job/%2e%2e/.., /metrics/job",
            "/metrics/job@base64//, /metrics/job@base64/",
            "/../.., /",
            "//, /",
            "foo:bar, /",
            "http://h, /",
            "http://h?q, /?q",
            "/metrics/job/x//?, /metrics/job/x/",
            "/metrics/job/x//??, /metrics/job/x/??"
        })
        void uncleanPathsToTheCleanOne(String target, String location) {
            assertThat(parser.parse(target)).isEqualTo(new Rejection(301, "", location));
        }

        @Test
        void uncleanPathsWithTheirEscapesAsTheyAre() {
            assertThat(parser.parse("/metrics/job/x//a/b%2Fc%20"))
                    .isEqualTo(new Rejection(301, "", "/metrics/job/x/a/b%2Fc%20"));
        }

        @Test
        void pathsThatGoWouldEscapeByWhatTheyDecodeTo() {
            assertThat(parser.parse("/metrics/job/x/a%2F%2Fb/\""))
                    .isEqualTo(new Rejection(301, "", "/metrics/job/x/a/b/%22"));
        }

        @Test
        void rawBytesOfAPathEscaped() {
            assertThat(parser.parse("/metrics/job//\u00C3\u00A9("))
                    .isEqualTo(new Rejection(301, "", "/metrics/job/%C3%A9%28"));
        }

        @ParameterizedTest
        @CsvSource({
            "/metrics/job/, /metrics/job",
            "/metrics/job%2F, /metrics/job",
            "/METRICS/job/x, /metrics/job/x",
            "/METRICS/job/X/, /metrics/job/X/",
            "/METRICS/job/x/a%20(b/c, /metrics/job/x/a%20%28b/c",
            "/METRICS/job/x/a%2F., /metrics/job/x/a/",
            "/METRICS/job/x/a/b%2F.., /metrics/job/x/a",
            "/METRICS/job/a%2F%2Fb, /metrics/job/a/b",
            "/metrics/%2Fjob/x, /metrics/job/x",
            "/metrics/%2e%2e/metrics/job/x, /metrics/job/x",
            "/metrics/job@BASE64/x, /metrics/job@base64/x",
            "/METRICS/job@base64/x%2F..%2fy, /metrics/job@base64/y",
            "http://h/METRICS/job/x?a, /metrics/job/x?a",
            "/METRICS/job/x?, /metrics/job/x?"
        })
        void pathsOfTheWrongCaseToTheRightOne(String target, String location) {
            assertThat(parser.parse(target)).isEqualTo(new Rejection(307, "", location));
        }

        @Test
        void rawBytesOfAQueryEscaped() {
            assertThat(parser.parse("/METRICS/job/x?q=%20(\u00C3\u00A9"))
                    .isEqualTo(new Rejection(307, "", "/metrics/job/x?q=%20(%c3%a9"));
        }
    }

    @Nested
    class BelowAPrefix {

        private final GroupingKeyParser prefixed = new GroupingKeyParser("/pre", LabelNames.LEGACY);

        @Test
        void takesWhatIsBelowIt() {
            assertThat(prefixed.parse("/p%72e/metrics/job/x")).isEqualTo(GroupingKey.of(Map.of("job", "x")));
        }

        @Test
        void knowsNothingElse() {
            assertThat(prefixed.parse("/metrics/job/x")).isEqualTo(Rejection.NOT_FOUND);
        }

        @Test
        void correctsItsCase() {
            assertThat(prefixed.parse("/Pre/metrics/job/x")).isEqualTo(new Rejection(307, "", "/pre/metrics/job/x"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"/", "pre", "/pre/"})
        void mustHaveTheRightSlashes(String prefix) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new GroupingKeyParser(prefix, LabelNames.LEGACY))
                    .withMessage("prefix must be empty or like /prefix, got: " + prefix);
        }
    }
}
