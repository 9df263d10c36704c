package io.promshard.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregationTest {

    private final Evaluated data = new Evaluated("""
            x{a="1",b="p"} 1 2   _   NaN
            x{a="1",b="q"} 3 4   5   NaN
            x{a="2",b="p"} 9 Inf _   7
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum(x)                | {} 13 +Inf 5 NaN",
                "sum by (a) (x)        | {a=\"1\"} 4 6 5 NaN;{a=\"2\"} 9 +Inf _ 7",
                "sum without (a) (x)   | {b=\"p\"} 10 +Inf _ NaN;{b=\"q\"} 3 4 5 NaN",
                "sum by (none) (x)     | {} 13 +Inf 5 NaN",
                "count(x)              | {} 3 3 1 3",
                "group(x)              | {} 1 1 1 1",
                "min(x)                | {} 1 2 5 7",
                "max(x)                | {} 9 +Inf 5 7",
                "avg by (a) (x)        | {a=\"1\"} 2 3 5 NaN;{a=\"2\"} 9 +Inf _ 7",
                "stdvar by (a) (x)     | {a=\"1\"} 1 1 0 NaN;{a=\"2\"} 0 NaN _ 0",
                "stddev(x{b=\"p\"})    | {} 4 NaN _ NaN",
                "quantile(0.5, x)      | {} 3 NaN 5 NaN",
                "quantile(1, x)        | {} 9 NaN 5 7",
                "quantile(2, x)        | {} +Inf +Inf +Inf +Inf",
                "topk(1, x)            | {__name__=\"x\", a=\"1\", b=\"q\"} _ _ 5 _;{__name__=\"x\", a=\"2\", b=\"p\"} 9 +Inf _ 7",
                "bottomk by (b) (1, x) | {__name__=\"x\", a=\"1\", b=\"p\"} 1 2 _ _;{__name__=\"x\", a=\"1\", b=\"q\"} 3 4 5 NaN;{__name__=\"x\", a=\"2\", b=\"p\"} _ _ _ 7",
                "topk(0, x)            | ",
                "topk(time() / 60, x{b=\"p\"}) | {__name__=\"x\", a=\"1\", b=\"p\"} _ _ _ NaN;{__name__=\"x\", a=\"2\", b=\"p\"} _ +Inf _ 7",
                "limitk(1, x)          | {__name__=\"x\", a=\"1\", b=\"p\"} 1 2 _ NaN;{__name__=\"x\", a=\"1\", b=\"q\"} _ _ 5 _",
                "limit_ratio(0, x)     | ",
                "count(limit_ratio(1, x)) | {} 3 3 1 3",
                "count_values(\"v\", x{a=\"1\"}) | {v=\"1\"} 1 _ _ _;{v=\"2\"} _ 1 _ _;{v=\"3\"} 1 _ _ _;{v=\"4\"} _ 1 _ _;{v=\"5\"} _ _ 1 _;{v=\"NaN\"} _ _ _ 2",
                "count_values without (b) (\"a\", x > 8) | {a=\"+Inf\"} _ 1 _ _;{a=\"9\"} 1 _ _ _"
            })
    void aggregatesStepByStep(String query, String expected) {
        assertThat(Evaluated.print(data.range(query, 3)))
                .isEqualTo(expected == null ? "" : expected.replace(';', '\n'));
    }

    @Test
    void keepsWhatRoundingLoses() {
        Evaluated extremes = new Evaluated("""
                y{a="1"} 1e100
                y{a="2"} 1
                y{a="3"} -1e100
                """);

        assertThat(Evaluated.print(extremes.instant("sum(y)", 0))).isEqualTo("{} 1");
        assertThat(Evaluated.print(extremes.instant("avg(y)", 0))).isEqualTo("{} 0.3333333333333333");
    }

    @Test
    void averagesWhatOverflowsAsASum() {
        Evaluated large = new Evaluated("y{a=\"1\"} 1.5e308\ny{a=\"2\"} 1.5e308\ny{a=\"3\"} 1.5e308");

        assertThat(Evaluated.print(large.instant("avg(y)", 0))).isEqualTo("{} 1.5e+308");
        assertThat(Evaluated.print(large.instant("sum(y)", 0))).isEqualTo("{} +Inf");
    }

    @Test
    void ordersTheLargestOfAnInstantQuery() {
        assertThat(Evaluated.print(data.instant("topk(2, x)", 0)))
                .isEqualTo("{__name__=\"x\", a=\"2\", b=\"p\"} 9\n{__name__=\"x\", a=\"1\", b=\"q\"} 3");
        assertThat(Evaluated.print(data.instant("bottomk(2, x)", 3)))
                .isEqualTo("{__name__=\"x\", a=\"2\", b=\"p\"} 7\n{__name__=\"x\", a=\"1\", b=\"p\"} NaN");
    }

    @Test
    void saysWhereAQuantileIsNone() {
        assertThat(data.range("sum(\n  quantile(1.5, x))", 1).warnings())
                .containsExactly("PromQL warning: quantile value should be between 0 and 1, got 1.5 (2:12)");
    }

    @Test
    void refusesParametersThatAreNone() {
        assertThatThrownBy(() -> data.instant("topk(NaN, x)", 0))
                .isInstanceOf(EngineException.Execution.class)
                .hasMessage("Scalar value NaN overflows int64");
        assertThatThrownBy(() -> data.instant("limit_ratio(NaN, x)", 0)).hasMessage("Ratio value NaN is NaN");
        assertThatThrownBy(() -> data.instant("count_values(\"\", x)", 0)).hasMessage("invalid label name \"\"");
    }

    @Test
    void doesNotAddFloatsToHistograms() {
        Evaluated mixed = new Evaluated("y{a=\"1\"} 1 1\ny{a=\"2\"} h(1,2]2 1");

        QueryResult sum = mixed.range("sum(y)", 1);

        assertThat(Evaluated.print(sum)).isEqualTo("{} _ 2");
        assertThat(sum.warnings())
                .containsExactly("PromQL warning: encountered a mix of histograms and floats for aggregation (1:5)");
        assertThat(mixed.range("max(y)", 1).infos())
                .containsExactly("PromQL info: ignored histogram in max aggregation (1:5)");
    }
}
