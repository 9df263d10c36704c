package io.promshard.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.query.engine.eval.Engine;
import io.promshard.query.engine.eval.Query;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.promql.printer.PromqlPrinter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubqueryTest {

    private final Evaluated data = new Evaluated("""
            x{a="1"} 1 2 4 3 5 9 9 2
            x{a="2"} 1 1 1 1 _ _ 1 1
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum_over_time(sum(x)[2m:1m])            | {} 2 5 8 9 9 14 19 13",
                "max_over_time(sum(x)[3m:2m])            | {} 2 2 5 5 5 5 10 10",
                "count_over_time(sum(x > 1)[1m:1m])      | {} _ 1 1 1 1 1 1 1",
                "max_over_time(sum(x)[2m:1m] offset 1m)  | {} _ 2 3 5 5 5 9 10",
                "max_over_time(sum(x)[2m:1m] @ 180)      | {} 5 5 5 5 5 5 5 5",
                "max_over_time(sum(x)[2m:1m] @ end())    | {} 10 10 10 10 10 10 10 10",
                "last_over_time((x * 1)[1m:1m])          | {a=\"1\"} 1 2 4 3 5 9 9 2;{a=\"2\"} 1 1 1 1 _ _ 1 1",
                "sum(x @ 60) + sum(x)                    | {} 5 6 8 7 8 12 13 6",
                "absent_over_time(sum(x > 100)[2m:1m])   | {} 1 1 1 1 1 1 1 1",
                "quantile_over_time(0.5, sum(x)[2m:1m])  | {} 2 2.5 4 4.5 4.5 7 9.5 6.5",
                "changes(sum(x)[3m:1m])                  | {} 0 1 2 2 2 2 2 2",
                "resets(sum(x)[3m:1m])                   | {} 0 0 0 1 1 0 0 1",
                "deriv(sum(x)[2m:1m])                    | {} _ 0.016666666666666666 0.03333333333333333 -0.016666666666666666 0.016666666666666666 0.06666666666666667 0.016666666666666666 -0.11666666666666667",
                "idelta(sum(x)[2m:1m])                   | {} _ 1 2 -1 1 4 1 -7",
                "delta(sum(x)[2m:1m])                    | {} _ 2 4 -2 2 8 2 -14"
            })
    void appliesFunctionsToRangesOfTheirOwnSteps(String query, String expected) {
        assertThat(Evaluated.print(data.range(query, 7))).isEqualTo(expected.replace(';', '\n'));
    }

    @Test
    void answersAnInstantQueryForARange() {
        assertThat(Evaluated.print(data.instant("sum(x)[2m:1m]", 3))).isEqualTo("{} 5 4");
    }

    @Test
    void asksForLeavesAtTheTimesOfTheirSubqueries() {
        String query = "max_over_time(sum(x @ start())[1h:7m]) + sum(y offset 1m) + sum(z @ 5)";
        Grid grid = new Grid(600_000, 900_000, 60_000);
        List<LeafRequest> leaves = new Engine(100, Duration.ofMinutes(1))
                .prepare(
                        new Query(new PromqlParser(ParserOptions.STABLE).parse(query), query, grid), new EachSelector())
                .leaves();

        assertThat(leaves)
                .extracting(leaf -> PromqlPrinter.print(leaf.expr()) + " " + leaf.grid())
                .containsExactly(
                        "x @ 600.000 " + Grid.instant(-2_940_000),
                        "y offset 1m " + grid,
                        "z @ 5.000 " + Grid.instant(600_000));
    }

    @Test
    void refusesScrapedSamples() {
        assertThatThrownBy(() -> new Engine(100, Duration.ofMinutes(1))
                        .prepare(
                                new Query(
                                        new PromqlParser(ParserOptions.STABLE).parse("rate(x[5m])"),
                                        "rate(x[5m])",
                                        Grid.instant(0)),
                                expr -> false))
                .isInstanceOf(EngineException.Unsupported.class)
                .hasMessage("needs samples as they were scraped: x[5m]");
    }

    @Test
    void refusesMoreSamplesThanItMayHold() {
        assertThatThrownBy(() -> data.range("sum_over_time(vector(1)[2000m:1m])", 7))
                .isInstanceOf(EngineException.Execution.class)
                .hasMessage("query processing would load too many samples into memory in query execution");
    }
}
