package io.promshard.query.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadersTest {

    private static final PromqlParser PARSER = new PromqlParser(ParserOptions.EXPERIMENTAL);
    private static final Clock NOW = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_005L), ZoneOffset.UTC);

    private final QueryReader queries = new QueryReader(PARSER, NOW, Duration.ofMinutes(2));
    private final SelectorReader selectors = new SelectorReader(PARSER);

    @Nested
    class Queries {

        @Test
        void anInstantQueryWithoutATimeGetsOursSoThatAllShardsHaveTheSame() {
            assertThat(text(instant("query=up").passOn())).isEqualTo("time=1700000000.005");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                query=up&time=4e0                                        | time=4e0
                query=up&time=4&stats=all&lookback_delta=1m&limit=3&x=y  | time=4 lookback_delta=1m stats=all limit=3
                """)
        void shardsGetWhatTheClientWrote(String form, String passedOn) {
            assertThat(text(instant(form).passOn())).isEqualTo(passedOn);
        }

        @ParameterizedTest
        @CsvSource({"'', PT2M", "timeout=5, PT5S", "timeout=1m, PT1M", "timeout=1h, PT2M"})
        void aQueryTakesNoLongerThanItMay(String timeout, Duration expected) {
            assertThat(instant("query=up&" + timeout).timeout()).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({"'', 0", "limit=0, 0", "limit=7, 7", "limit=9223372036854775807, 2147483647"})
        void aLimitOfZeroIsNone(String limit, int expected) {
            assertThat(instant("query=up&" + limit).limit().orElse(0)).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                query=up&limit=x&time=x   | invalid parameter "limit": strconv.Atoi: parsing "x": invalid syntax
                query=up&limit=-1         | invalid parameter "limit": limit must be non-negative
                query=(&time=x            | invalid parameter "time": invalid time value for 'time': cannot parse "x" to a valid timestamp
                query=(&timeout=x         | invalid parameter "timeout": cannot parse "x" to a valid duration
                query=(&lookback_delta=x  | error parsing lookback delta duration: cannot parse "x" to a valid duration
                query=                    | invalid parameter "query": unknown position: parse error: no expression found in input
                """)
        void whatIsFoundFirstInAnInstantQueryIsSaid(String form, String error) {
            assertRefused(() -> instant(form), error);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                query=up                               | invalid parameter "start": cannot parse "" to a valid timestamp
                query=up&start=1                       | invalid parameter "end": cannot parse "" to a valid timestamp
                query=up&start=2&end=1&step=0          | invalid parameter "end": end timestamp must not be before start time
                query=up&start=1&end=1                 | invalid parameter "step": cannot parse "" to a valid duration
                query=up&start=1&end=1&step=0          | invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer
                query=up&start=0&end=11001&step=1      | exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)
                query=up[5m]&start=0&end=1&step=1      | invalid parameter "query": invalid expression type "range vector" for range query, must be Scalar or instant Vector
                """)
        void whatIsFoundFirstInARangeQueryIsSaid(String form, String error) {
            assertRefused(() -> range(form), error);
        }

        @ParameterizedTest
        @CsvSource({"start=0&end=11000.9&step=1", "start=4&end=4&step=1y", "start=NaN&end=9e18&step=10d"})
        void asManyPointsAsPrometheusTakes(String form) {
            assertThat(range("query=up&" + form).path()).isEqualTo(QueryRequest.RANGE);
        }

        private QueryRequest instant(String form) {
            return queries.instant(Params.of("", form), Partial.ALLOWED);
        }

        private QueryRequest range(String form) {
            return queries.range(Params.of("", form), Partial.ALLOWED);
        }
    }

    @Nested
    class Selectors {

        @Test
        void severalAreRead() {
            SelectorRequest request = selectors.series(
                    Params.of("match[]=up&start=1&limit=2", "match[]={a=\"b\"}&end=2&x=y"), Partial.DENIED);

            assertThat(request.matches()).hasSize(2);
            assertThat(text(request.passOn())).isEqualTo("start=1 end=2 limit=2");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                x=y                 | no match[] parameter provided
                match[]=up{         | invalid parameter "match[]": 1:4: parse error: unexpected end of input inside braces
                match[]={}          | invalid parameter "match[]": match[] must contain at least one non-empty matcher
                match[]={a=~".*"}   | invalid parameter "match[]": match[] must contain at least one non-empty matcher
                match[]=up&start=x  | invalid parameter "start": invalid time value for 'start': cannot parse "x" to a valid timestamp
                """)
        void whatIsWrongWithAQuestionForSeriesIsSaid(String form, String error) {
            assertRefused(() -> selectors.series(Params.of("", form), Partial.ALLOWED), error);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                match[]=up{         | 1:4: parse error: unexpected end of input inside braces
                match[]={}          | match[] must contain at least one non-empty matcher
                """)
        void whatIsWrongWithAQuestionForLabelsIsSaidWithLess(String form, String error) {
            assertRefused(() -> selectors.labels(Params.of("", form), Partial.ALLOWED), error);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                query=up                                          | ''
                query=up&start=1700000000000&end=1700000000001    | start=1700000000000 end=1700000000001
                """)
        void exemplarsMayBeOfAllTime(String form, String passedOn) {
            List<Param> passOn = new ArrayList<>();

            selectors.exemplars(Params.of("", form), passOn);

            assertThat(text(passOn)).isEqualTo(passedOn);
        }

        @Test
        void exemplarsNeedATimeThatGoesForward() {
            assertRefused(
                    () -> selectors.exemplars(Params.of("", "query=(&start=2&end=1"), new ArrayList<>()),
                    "end timestamp must not be before start timestamp");
        }
    }

    @Nested
    class Fleet {

        @ParameterizedTest
        @CsvSource({"'', -1", "limit=, -1", "limit=0, 0", "limit=-1, -1", "limit=007, 7"})
        void readsANumber(String form, int number) {
            assertThat(FleetReader.number(Params.of("", form), "limit").orElse(-1))
                    .isEqualTo(number);
        }

        @ParameterizedTest
        @CsvSource({"x", "1.5", "9223372036854775808"})
        void refusesWhatIsNone(String limit) {
            assertRefused(() -> FleetReader.number(Params.of("", "limit=" + limit), "limit"), "limit must be a number");
        }

        @Test
        void passesOnWhatShardsKnowAndNothingElse() {
            Params params = Params.of("", "type=alert&x=y&file[]=a&file[]=b");

            assertThat(text(FleetReader.only(params, "file[]", "type"))).isEqualTo("type=alert file[]=a file[]=b");
        }
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable read, String error) {
        assertThatThrownBy(read)
                .isInstanceOfSatisfying(
                        QueryException.class, e -> assertThat(e.type()).isEqualTo(ErrorType.BAD_DATA))
                .hasMessage(error);
    }

    private static String text(List<Param> params) {
        return params.stream().map(param -> param.name() + "=" + param.value()).collect(Collectors.joining(" "));
    }
}
