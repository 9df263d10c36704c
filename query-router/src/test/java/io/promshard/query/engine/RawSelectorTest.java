package io.promshard.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.query.engine.eval.Engine;
import io.promshard.query.engine.eval.Evaluation;
import io.promshard.query.engine.eval.Query;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.shard.labels.Labels;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawSelectorTest {

    private static final long LOOKBACK = 5_000;

    private final Engine engine = new Engine(100, Duration.ofSeconds(1));

    /** Scraped at 1 s, 2 s and 7.5 s, and ended at 3 s. */
    private static List<RangeSeries.Raw> read(RawRequest request) {
        long[] times = LongStream.of(1000, 2000, 7500)
                .filter(time -> time > request.afterMillis() && time <= request.untilMillis())
                .toArray();
        double[] values =
                LongStream.of(times).mapToDouble(time -> time / 1000.0).toArray();
        TimedSamples samples = TimedSamples.scraped(values, times, List.of(), new long[0], new long[] {3000});
        return List.of(new RangeSeries.Raw(Labels.of("__name__", "x", "a", "1"), samples));
    }

    private Evaluation prepare(String query, Grid grid) {
        Expr expr = new PromqlParser(ParserOptions.STABLE).parse(query);
        return engine.prepare(new Query(expr, query, grid, LOOKBACK), leaf -> false, selector -> true);
    }

    private String range(String query) {
        return Evaluated.print(prepare(query, new Grid(0, 13_000, 1000))
                .run(
                        leaf -> {
                            throw new IllegalStateException("nobody else is asked");
                        },
                        RawSelectorTest::read));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x                              | {__name__=\"x\", a=\"1\"} _ 1 2 _ _ _ _ _ 7.5 7.5 7.5 7.5 7.5 _",
                "x offset 1s                    | {__name__=\"x\", a=\"1\"} _ _ 1 2 _ _ _ _ _ 7.5 7.5 7.5 7.5 7.5",
                "x offset -1s                   | {__name__=\"x\", a=\"1\"} 1 2 _ _ _ _ _ 7.5 7.5 7.5 7.5 7.5 _ _",
                "x @ 2                          | {__name__=\"x\", a=\"1\"} 2 2 2 2 2 2 2 2 2 2 2 2 2 2",
                "timestamp(x)                   | {a=\"1\"} _ 1 2 _ _ _ _ _ 7.5 7.5 7.5 7.5 7.5 _",
                "timestamp(x @ 2)               | {a=\"1\"} 2 2 2 2 2 2 2 2 2 2 2 2 2 2",
                "count_over_time(x[1s])         | {a=\"1\"} _ 1 1 _ _ _ _ _ 1 _ _ _ _ _",
                "sum_over_time(x[3s])           | {a=\"1\"} _ 1 3 3 2 _ _ _ 7.5 7.5 7.5 _ _ _",
                "sum(x) + 1                     | {} _ 2 3 _ _ _ _ _ 8.5 8.5 8.5 8.5 8.5 _",
                "absent(x{a=\"1\"})             | {a=\"1\"} 1 _ _ 1 1 1 1 1 _ _ _ _ _ 1",
                "absent_over_time(x[3s])        | {} 1 _ _ _ _ 1 1 1 _ _ _ 1 1 1",
                "max_over_time(x[4s:2s])        | {a=\"1\"} _ _ 2 2 2 2 _ _ 7.5 7.5 7.5 7.5 7.5 7.5"
            })
    void seesWhatWasScraped(String query, String expected) {
        assertThat(range(query)).isEqualTo(expected);
    }

    @Test
    void givesTheSamplesOfARangeWithTheirTimes() {
        QueryValue value = prepare("x[10s]", Grid.instant(8000))
                .run(leaf -> Vectors.of(List.of()), RawSelectorTest::read)
                .value();

        assertThat(((QueryValue.Ranges) value).series().getFirst().samples().floatTimes())
                .containsExactly(1000, 2000, 7500);
    }

    @Test
    void readsWhatEachSelectorNeedsAndNoMore() {
        Grid grid = new Grid(60_000, 70_000, 1000);

        assertThat(prepare("rate(x[30s] offset 10s) + y @ 5 + timestamp(z)", grid)
                        .reads())
                .extracting(read -> read.matchers() + " " + read.afterMillis() + " " + read.untilMillis())
                .containsExactly(
                        "[__name__=\"x\"] 20000 60000", "[__name__=\"y\"] 0 5000", "[__name__=\"z\"] 55000 70000");
    }

    @Test
    void readsOnlyWhatItMay() {
        Expr expr = new PromqlParser(ParserOptions.STABLE).parse("sum(x)");

        assertThatThrownBy(() ->
                        engine.prepare(new Query(expr, "sum(x)", Grid.instant(0)), leaf -> false, selector -> false))
                .isInstanceOf(EngineException.Unsupported.class)
                .hasMessage("needs samples as they were scraped: x");
    }
}
