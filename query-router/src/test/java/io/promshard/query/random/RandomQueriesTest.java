package io.promshard.query.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.Aggregator;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.BinaryOp;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.FunctionSignature;
import io.promshard.query.promql.parser.Functions;
import io.promshard.query.promql.parser.ParseException;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.promql.rewrite.Exprs;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The queries that the router is tried with have everything that PromQL has. */
class RandomQueriesTest {

    private static final int QUERIES = 4000;

    private final PromqlParser parser = new PromqlParser(ParserOptions.EXPERIMENTAL);
    private final Set<String> functions = new HashSet<>();
    private final Set<Aggregator> aggregators = new HashSet<>();
    private final Set<BinaryOp> operators = new HashSet<>();

    private Optional<Expr> parsed(long number) {
        try {
            return Optional.of(parser.parse(Request.of(1, number).query()));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private Expr note(Expr expr) {
        switch (expr) {
            case Call call -> functions.add(call.function().name());
            case AggregateExpr aggregate -> aggregators.add(aggregate.op());
            case BinaryExpr binary -> operators.add(binary.op());
            default -> {
                // Of the other kinds there is but one.
            }
        }
        return expr;
    }

    @Test
    void haveEveryFunctionOperatorAndAggregation() {
        LongStream.range(0, QUERIES)
                .mapToObj(this::parsed)
                .flatMap(Optional::stream)
                .forEach(expr -> Exprs.mapBottomUp(expr, this::note));

        assertThat(functions)
                .containsExactlyInAnyOrderElementsOf(
                        Functions.all().stream().map(FunctionSignature::name).toList());
        assertThat(aggregators).containsExactlyInAnyOrder(Aggregator.values());
        assertThat(operators).containsExactlyInAnyOrder(BinaryOp.values());
    }

    @Test
    void areWellTypedMostly() {
        long good = LongStream.range(0, QUERIES)
                .mapToObj(this::parsed)
                .filter(Optional::isPresent)
                .count();

        assertThat(good).isBetween(QUERIES * 8L / 10, QUERIES * 99L / 100);
    }

    @Test
    void areTheSameOfTheSameSeedAndNumber() {
        assertThat(Request.of(7, 123)).isEqualTo(Request.of(7, 123)).isNotEqualTo(Request.of(8, 123));
    }
}
