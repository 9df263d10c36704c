package io.promshard.query.promql.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.promql.printer.PromqlPrinter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExprsTest {

    private static final Expr ONE = new NumberLiteral(1, false, PositionRange.NONE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topk(2, a)",
                "sum(a)",
                "a + on (b) c",
                "clamp(a, 1, 2)",
                "a[5m]",
                "(a)",
                "a[5m:]",
                "-a",
                "1",
                "'a'",
                "a"
            })
    void anExpressionOfItsOwnChildrenIsTheSame(String query) {
        Expr expr = parse(query);

        assertThat(Exprs.withChildren(expr, Exprs.children(expr))).isEqualTo(expr);
    }

    @Test
    void anExpressionTakesOtherChildren() {
        assertThat(print(Exprs.withChildren(parse("topk(2, a)"), List.of(parse("b"), ONE))))
                .isEqualTo("topk(1, b)");
        assertThat(print(Exprs.withChildren(parse("a[5m] offset 1m"), List.of(parse("b @ 1")))))
                .isEqualTo("b[5m] @ 1.000");
    }

    @Test
    void anExpressionRefusesChildrenThatItCannotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Exprs.withChildren(parse("a"), List.of(ONE)))
                .withMessage("VectorSelector has 0 children, not 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Exprs.withChildren(parse("a[5m]"), List.of(ONE)))
                .withMessage("a range is of a selector, not of NumberLiteral");
    }

    @Test
    void mappingGoesFromTheInsideOut() {
        List<String> seen = new ArrayList<>();

        Exprs.mapBottomUp(parse("a + sum(b) * 2"), e -> {
            seen.add(print(e));
            return e;
        });

        assertThat(seen).containsExactly("a", "b", "sum(b)", "2", "sum(b) * 2", "a + sum(b) * 2");
    }

    @Test
    void mappingReplacesParts() {
        Expr expr = parse("rate(a[5m]) / (b offset 1m) > c");

        Expr moved = Exprs.mapBottomUp(
                expr, e -> e instanceof VectorSelector s ? s.withOffset(FixedDuration.ofMillis(1)) : e);

        assertThat(print(moved)).isEqualTo("rate(a[5m] offset 1ms) / (b offset 1ms) > c offset 1ms");
    }

    @Test
    void mappingToTheSameGivesTheSameObject() {
        Expr expr = parse("sum by (x) (rate(a[5m])) + 1");

        assertThat(Exprs.mapBottomUp(expr, e -> e)).isSameAs(expr);
    }

    @Test
    void selectorsComeFromLeftToRight() {
        assertThat(Exprs.selectors(parse("a + sum(rate(b[5m])) * (c or max_over_time(d[1h:]))")))
                .extracting(VectorSelector::name)
                .containsExactly("a", "b", "c", "d");
    }

    private static Expr parse(String query) {
        return new PromqlParser(ParserOptions.STABLE).parse(query);
    }

    private static String print(Expr expr) {
        return PromqlPrinter.print(expr);
    }
}
