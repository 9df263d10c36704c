package io.promshard.query.promql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.Aggregator;
import io.promshard.query.promql.ast.AtTimestamp;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Cardinality;
import io.promshard.query.promql.ast.DurationExpr;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.ast.StartOrEnd;
import io.promshard.query.promql.ast.StringLiteral;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.ast.UnaryExpr;
import io.promshard.query.promql.ast.ValueType;
import io.promshard.query.promql.ast.VectorMatching;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.rewrite.Exprs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromqlParserTest {

    private static final PromqlParser PARSER = new PromqlParser(ParserOptions.EXPERIMENTAL);

    @Nested
    class Operators {

        @ParameterizedTest
        @CsvSource({
            "a or b and c, (a or (b and c))",
            "a and b unless c, ((a and b) unless c)",
            "a == b + c, (a == (b + c))",
            "a - b - c, ((a - b) - c)",
            "a + b * c % d, (a + ((b * c) % d))",
            "a ^ b ^ c, (a ^ (b ^ c))",
            "a * b ^ c atan2 d, ((a * (b ^ c)) atan2 d)",
            "-a ^ b, -(a ^ b)",
            "-a * b, (-a * b)",
            "a ^ -b * c, ((a ^ -b) * c)",
            "a > b > c, ((a > b) > c)",
        })
        void bindAsInPrometheus(String query, String grouped) {
            assertThat(grouped(PARSER.parse(query))).isEqualTo(grouped);
        }

        @Test
        void joinTheSignToANumber() {
            assertThat(PARSER.parse("--+-1.5")).isEqualTo(new NumberLiteral(-1.5, false, new PositionRange(0, 7)));
            assertThat(PARSER.parse("-1h")).isEqualTo(new NumberLiteral(-3600, true, new PositionRange(0, 3)));
        }

        @Test
        void matchSeriesOfBothSides() {
            assertThat(matching("a + on (x, \"ü\") group_left (y) b"))
                    .isEqualTo(new VectorMatching(Cardinality.MANY_TO_ONE, List.of("x", "ü"), true, List.of("y")));
            assertThat(matching("a + b")).isEqualTo(VectorMatching.ONE_TO_ONE);
            assertThat(matching("a and b")).isEqualTo(VectorMatching.ONE_TO_ONE.withCard(Cardinality.MANY_TO_MANY));
            assertThat(matching("a + on () 1")).isNull();
        }

        @Test
        void haveATypeOfTheirSides() {
            assertThat(PARSER.parse("1 + 2 * time()").type()).isEqualTo(ValueType.SCALAR);
            assertThat(PARSER.parse("1 + 2 * vector(1)").type()).isEqualTo(ValueType.VECTOR);
            assertThat(PARSER.parse("a + 1 + 1").type()).isEqualTo(ValueType.VECTOR);
        }

        private static @Nullable VectorMatching matching(String query) {
            return ((BinaryExpr) PARSER.parse(query)).matching();
        }
    }

    @Nested
    class Selectors {

        @Test
        void haveTheirNameAsLastMatcher() {
            assertThat(PARSER.parse("up{job=\"a\"}"))
                    .isEqualTo(new VectorSelector(
                            "up",
                            List.of(
                                    new LabelMatcher("job", MatchOp.EQUAL, "a"),
                                    new LabelMatcher("__name__", MatchOp.EQUAL, "up")),
                            FixedDuration.ZERO,
                            null,
                            new PositionRange(0, 11)));
        }

        @Test
        void mayHaveAnyNameInQuotes() {
            VectorSelector selector = selector("{\"http.requests\", 'a b'!=`c`}");

            assertThat(selector.name()).isEmpty();
            assertThat(selector.matchers())
                    .containsExactly(
                            new LabelMatcher("__name__", MatchOp.EQUAL, "http.requests"),
                            new LabelMatcher("a b", MatchOp.NOT_EQUAL, "c"));
        }

        @ParameterizedTest
        @CsvSource({"by", "and", "or", "unless", "without", "offset", "start", "end", "sum", "Topk", "a:b"})
        void mayBeNamedByAKeyword(String name) {
            assertThat(selector(name).name()).isEqualTo(name);
            assertThat(selector(name + "{a=\"b\"}").name()).isEqualTo(name);
        }

        @Test
        void mayBeMoved() {
            assertThat(selector("up offset -5m").offset()).isEqualTo(FixedDuration.ofMillis(-300_000));
            assertThat(selector("up @ 1.2345").at()).isEqualTo(new AtTimestamp(1235));
            assertThat(selector("up @ end() offset 1").at()).isEqualTo(StartOrEnd.END);
            assertThat(selector("up offset (1m + 30)").offset()).isInstanceOf(DurationExpr.class);
        }

        @Test
        void haveARangeWithTheOffsetBehindIt() {
            MatrixSelector matrix = (MatrixSelector) PARSER.parse("up[5m] offset 1h @ 10");

            assertThat(matrix.range()).isEqualTo(FixedDuration.ofMillis(300_000));
            assertThat(matrix.selector().offset()).isEqualTo(FixedDuration.ofMillis(3_600_000));
            assertThat(matrix.selector().at()).isEqualTo(new AtTimestamp(10_000));
            assertThat(matrix.position()).isEqualTo(new PositionRange(0, 21));
        }

        private static VectorSelector selector(String query) {
            return (VectorSelector) PARSER.parse(query);
        }
    }

    @Nested
    class CallsAndAggregations {

        @Test
        void takeLabelsOnEitherSide() {
            AggregateExpr before = (AggregateExpr) PARSER.parse("topk by (job, on) (3, up)");
            AggregateExpr behind = (AggregateExpr) PARSER.parse("topk(3, up) by (job, on,)");

            assertThat(before.op()).isEqualTo(Aggregator.TOPK);
            assertThat(before.grouping()).containsExactly("job", "on").isEqualTo(behind.grouping());
            assertThat(before.param()).asInstanceOf(type(NumberLiteral.class)).returns(3.0, NumberLiteral::value);
            assertThat(behind.position()).isEqualTo(new PositionRange(0, 25));
        }

        @Test
        void haveTheTypeOfTheFunction() {
            Call call = (Call) PARSER.parse("scalar(rate(up[5m]))");

            assertThat(call.type()).isEqualTo(ValueType.SCALAR);
            assertThat(call.args()).singleElement().returns(ValueType.VECTOR, Expr::type);
            assertThat(call.position()).isEqualTo(new PositionRange(0, 20));
        }
    }

    @Nested
    class Durations {

        @Test
        void ofASubqueryMayLackAStep() {
            SubqueryExpr subquery = (SubqueryExpr) PARSER.parse("rate(up[1m])[1h:] offset 5m");

            assertThat(subquery.range()).isEqualTo(FixedDuration.ofMillis(3_600_000));
            assertThat(subquery.step()).isEqualTo(FixedDuration.ZERO);
            assertThat(subquery.offset()).isEqualTo(FixedDuration.ofMillis(300_000));
        }

        @Test
        void areInWholeMillisecondsForQueries() {
            MatrixSelector matrix = (MatrixSelector) PARSER.parse("up[1.0019]");

            assertThat(((FixedDuration) matrix.range()).millis()).isEqualTo(1001);
        }

        @Test
        void endBehindANumberOfAnOffset() {
            assertThat(grouped(PARSER.parse("a offset -2 ^ 2"))).isEqualTo("(a ^ 2)");
            assertThat(grouped(PARSER.parse("a offset (5m) + 3"))).isEqualTo("a");
        }
    }

    @Test
    void stringsLoseTheirQuotes() {
        assertThat(PARSER.parse("'\\x41ü'")).isEqualTo(new StringLiteral("Aü", new PositionRange(0, 7)));
    }

    @Test
    void functionsAreThoseOfPrometheus35() {
        assertThat(Functions.all()).hasSize(80);
        assertThat(Functions.find("info")).get().matches(f -> f.experimental() && f.variadic() == 1);
        assertThat(Functions.find("Rate")).isEmpty();
    }

    private static String grouped(Expr expr) {
        return switch (expr) {
            case BinaryExpr e -> "(" + grouped(e.lhs()) + " " + e.op().text() + " " + grouped(e.rhs()) + ")";
            case UnaryExpr e -> e.op().text() + grouped(e.expr());
            case ParenExpr e -> grouped(e.expr());
            case VectorSelector e -> e.name();
            case NumberLiteral e -> String.valueOf((int) e.value());
            default -> Exprs.children(expr).toString();
        };
    }
}
