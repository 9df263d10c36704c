package io.promshard.query.engine;

import io.promshard.query.engine.eval.Engine;
import io.promshard.query.engine.eval.Query;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.promql.text.NumberForms;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Queries over series that are written down. */
final class Evaluated {

    private static final Engine ENGINE = new Engine(1000, Duration.ofMinutes(1));

    private final TextLeaves leaves;

    Evaluated(String lines) {
        this.leaves = new TextLeaves(lines);
    }

    /** The answer at the minutes from 0 to that one. */
    QueryResult range(String query, int lastMinute) {
        return run(query, new Grid(0, lastMinute * 60_000L, 60_000));
    }

    /** The answer at a minute. */
    QueryResult instant(String query, int minute) {
        return run(query, Grid.instant(minute * 60_000L));
    }

    private QueryResult run(String query, Grid grid) {
        Expr expr = new PromqlParser(ParserOptions.EXPERIMENTAL).parse(query);
        return ENGINE.prepare(new Query(expr, query, grid), new EachSelector()).run(leaves);
    }

    /** A series a line. */
    static String print(QueryResult result) {
        return switch (result.value()) {
            case QueryValue.Scalar scalar -> Double.toString(scalar.value());
            case QueryValue.StringValue string -> string.value();
            case QueryValue.Vector vector -> print(vector.series());
            case QueryValue.Matrix matrix -> print(matrix.series());
            case QueryValue.Ranges ranges ->
                ranges.series().stream().map(Evaluated::print).collect(Collectors.joining("\n"));
        };
    }

    private static String print(RangeSeries series) {
        return SeriesLabels.text(series.labels())
                + Arrays.stream(series.samples().floats())
                        .mapToObj(value -> " " + NumberForms.sample(value))
                        .collect(Collectors.joining());
    }

    private static String print(List<Series> series) {
        return series.stream().map(TextLeaves::print).collect(Collectors.joining("\n"));
    }
}
