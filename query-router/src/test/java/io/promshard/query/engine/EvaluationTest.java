package io.promshard.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.query.engine.eval.Cut;
import io.promshard.query.engine.eval.Engine;
import io.promshard.query.engine.eval.Query;
import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.promql.printer.PromqlPrinter;
import io.promshard.shard.labels.Labels;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private static final Grid NOW = Grid.instant(1000);

    private static QueryResult run(String text, Cut isLeaf, LeafSource source) {
        Expr expr = new PromqlParser(ParserOptions.STABLE).parse(text);
        return new Engine(100, Duration.ofMinutes(1))
                .prepare(new Query(expr, text, NOW), isLeaf)
                .run(source);
    }

    private static LeafSource noLeaf() {
        return leaf -> {
            throw new AssertionError("nobody should be asked");
        };
    }

    @Nested
    class WithoutLeaves {

        @Test
        void answersScalars() {
            assertThat(run("1 + 1", expr -> false, noLeaf()).value()).isEqualTo(new QueryValue.Scalar(1000, 2));
        }

        @Test
        void answersStrings() {
            assertThat(run("(\"a\")", expr -> false, noLeaf()).value())
                    .isEqualTo(new QueryValue.StringValue(1000, "a"));
        }

        @Test
        void answersRangesOfScalarsAsOneSeries() {
            Expr expr = new PromqlParser(ParserOptions.STABLE).parse("time()");
            Query query = new Query(expr, "time()", new Grid(0, 2000, 1000));

            QueryResult result = new Engine(100, Duration.ofMinutes(1))
                    .prepare(query, e -> false)
                    .run(noLeaf());

            assertThat(Evaluated.print(result)).isEqualTo("{} 0 1 2");
        }
    }

    @Nested
    class WithLeaves {

        private final Cut aggregates = AggregateExpr.class::isInstance;

        @Test
        void asksForTheLargestExpressionsThatOthersCompute() {
            List<String> asked = List.of("sum by (a) (x)", "max(y)");

            QueryResult result = run("sum by (a) (x) + on () group_left () max(y)", aggregates, leaf -> {
                assertThat(asked).contains(PromqlPrinter.print(leaf.expr()));
                assertThat(leaf.grid()).isEqualTo(NOW);
                return Vectors.of(List.of(new Series(Labels.EMPTY, Column.dense(new double[] {2}))));
            });

            assertThat(Evaluated.print(result)).isEqualTo("{} 4");
        }

        @Test
        void passesOnWhatLeavesSayWithPlacesInTheQuery() {
            QueryResult result = run(
                    " 1 +\n  sum(x)",
                    aggregates,
                    leaf -> new Vectors(
                            List.of(),
                            List.of("PromQL warning: a (1:5)", "no place"),
                            List.of("PromQL info: b (1:1)")));

            assertThat(result.warnings()).containsExactly("PromQL warning: a (2:7)", "no place");
            assertThat(result.infos()).containsExactly("PromQL info: b (2:3)");
        }

        @Test
        void showsTenAnnotationsOfAKind() {
            List<String> twelve = IntStream.range(0, 12).mapToObj(i -> "w" + i).toList();

            QueryResult result = run("sum(x)", aggregates, leaf -> new Vectors(List.of(), twelve, List.of()));

            assertThat(result.warnings()).hasSize(11).last().isEqualTo("2 more warning annotations omitted");
        }

        @Test
        void failsAsItsSourceDoes() {
            assertThatThrownBy(() -> run("1 + sum(x)", aggregates, leaf -> {
                        throw new IllegalStateException("down");
                    }))
                    .hasMessage("down");
        }

        @Test
        void refusesSelectorsThatNobodyComputes() {
            assertThatThrownBy(() -> run("x + 1", aggregates, noLeaf()))
                    .isInstanceOf(EngineException.Unsupported.class)
                    .hasMessage("needs samples as they were scraped: x");
        }
    }
}
