package io.promshard.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionTest {

    private final Evaluated data = new Evaluated("""
            x{a="1"}                 -1.5 2.5 _ NaN
            y{a="1"}                 4 _ 4 4
            y{a="2"}                 _ _ 5 5
            b{le="1"}                1 1 1 _
            b{le="2"}                3 3 0 3
            b{le="+Inf"}             4 4 4 _
            date                     951827696 1e30 0 -86400
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abs(x)                  | {a=\"1\"} 1.5 2.5 _ NaN",
                "ceil(x)                 | {a=\"1\"} -1 3 _ NaN",
                "round(x)                | {a=\"1\"} -1 3 _ NaN",
                "round(x, 2)             | {a=\"1\"} -2 2 _ NaN",
                "clamp(x, -1, 2)         | {a=\"1\"} -1 2 _ NaN",
                "clamp(x, 2, -1)         | ",
                "clamp_min(x, Inf)       | {a=\"1\"} +Inf +Inf _ +Inf",
                "clamp_max(x, time() / 60) | {a=\"1\"} -1.5 1 _ NaN",
                "sgn(x)                  | {a=\"1\"} -1 1 _ NaN",
                "log2(vector(8))         | {} 3 3 3 3",
                "asinh(vector(0))        | {} 0 0 0 0",
                "scalar(y)               | {} 4 NaN NaN NaN",
                "vector(scalar(y))       | {} 4 NaN NaN NaN",
                "time()                  | {} 0 60 120 180",
                "pi() - pi()             | {} 0 0 0 0",
                "absent(y{a=\"2\"})      | {a=\"2\"} 1 1 _ _",
                "absent(y{a=\"2\",a=\"2\",b=\"\",c=\"3\"}) | {c=\"3\"} 1 1 1 1",
                "absent(sum(y))          | {} _ 1 _ _",
                "absent((none{a=\"1\"})) | {a=\"1\"} 1 1 1 1",
                "timestamp(y * 1)        | {a=\"1\"} 0 _ 120 180;{a=\"2\"} _ _ 120 180",
                "year(date)              | {} 2000 292277026596 1970 1969",
                "day_of_month(date)      | {} 29 4 1 31",
                "day_of_year(date)       | {} 60 339 1 365",
                "days_in_month(date)     | {} 29 31 31 31",
                "day_of_week(date)       | {} 2 0 4 3",
                "hour(date)              | {} 12 15 0 0",
                "minute()                | {} 0 1 2 3",
                "label_replace(y, \"b\", \"$1-${1}x$2$$\", \"a\", \"(.)\") | {__name__=\"y\", a=\"1\", b=\"1-1x$\"} 4 _ 4 4;{__name__=\"y\", a=\"2\", b=\"2-2x$\"} _ _ 5 5",
                "label_replace(y{a=\"1\"}, \"a\", \"\", \"a\", \".\") | {__name__=\"y\"} 4 _ 4 4",
                "label_join(y{a=\"1\"}, \"b\", \"-\", \"a\", \"c\", \"a\") | {__name__=\"y\", a=\"1\", b=\"1--1\"} 4 _ 4 4",
                "histogram_quantile(0.5, b) | {} 1.5 1.5 2 NaN",
                "histogram_fraction(1, 1.5, b) | {} 0.25 0.25 -0.125 NaN"
            })
    void computesStepByStep(String query, String expected) {
        assertThat(Evaluated.print(data.range(query, 3)))
                .isEqualTo(expected == null ? "" : expected.replace(';', '\n'));
    }

    @Test
    void sortsInstantVectors() {
        Evaluated values = new Evaluated("v{a=\"i9\"} 2\nv{a=\"i10\"} NaN\nv{a=\"i1\"} 3");

        assertThat(Evaluated.print(values.instant("sum by (a) (sort(v))", 0))).startsWith("{a=\"i9\"} 2\n{a=\"i1\"} 3");
        assertThat(Evaluated.print(values.instant("sort_desc(v * 1)", 0)))
                .isEqualTo("{a=\"i1\"} 3\n{a=\"i9\"} 2\n{a=\"i10\"} NaN");
        assertThat(Evaluated.print(values.instant("sort_by_label(v * 1, \"a\")", 0)))
                .isEqualTo("{a=\"i1\"} 3\n{a=\"i9\"} 2\n{a=\"i10\"} NaN");
    }

    @Test
    void refusesLabelsThatAreNone() {
        assertThatThrownBy(() -> data.instant("label_replace(y, \"\", \"\", \"\", \"\")", 0))
                .hasMessage("invalid destination label name in label_replace(): ");
        assertThatThrownBy(() -> data.instant("label_replace(y, \"a\", \"\", \"\", \"(\")", 0))
                .hasMessage("invalid regular expression in label_replace(): (");
        assertThatThrownBy(() -> data.instant("label_replace(y, \"a\", \"\", \"\", \"\\xff\")", 0))
                .hasMessage("invalid regular expression in label_replace(): \uFFFD");
        assertThatThrownBy(() -> data.range("label_replace(y, \"a\", \"\", \"a\", \".*\")", 3))
                .hasMessage("vector cannot contain metrics with the same labelset");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "info(y offset 1m)",
                "info(y + x @ 60)",
                "info(max_over_time((y * 1)[2m:1m] offset 1m))",
                "info(max_over_time((y * 1)[2m:1m] @ 60))"
            })
    void refusesToGuessWhichInfoMetricsAPrometheusFindsForOtherTimes(String query) {
        assertThatThrownBy(() -> data.instant(query, 3))
                .isInstanceOf(EngineException.Unsupported.class)
                .hasMessage("info() of series with an offset or @");
        assertThat(Evaluated.print(data.instant("info(max_over_time((y * 1)[2m:1m]))", 3)))
                .isEqualTo("{a=\"1\"} 4\n{a=\"2\"} 5");
    }

    @Test
    void saysWhenBucketsShrink() {
        assertThat(data.instant("histogram_quantile(0.5, b)", 2).infos())
                .singleElement()
                .asString()
                .startsWith("PromQL info: input to histogram_quantile needed to be fixed for monotonicity")
                .endsWith("for metric name \"b\" (1:25)");
        assertThat(data.instant("histogram_quantile(0.5, y)", 0).warnings())
                .containsExactly(
                        "PromQL warning: bucket label \"le\" is missing or has a malformed value of \"\" for metric"
                                + " name \"y\" (1:25)");
    }
}
