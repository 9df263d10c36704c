package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.Aggregator;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.StringLiteral;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.ast.UnaryExpr;
import io.promshard.query.promql.ast.ValueType;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.text.Quotes;
import java.util.ArrayDeque;
import java.util.Deque;

/** Whether the parts of a tree fit together. It walks in Prometheus' order, since the first error is the one shown. */
final class TypeCheck {

    private final Errors errors;
    private final SelectorCheck selectors;
    private final BinaryCheck binaries;
    private final CallCheck calls;

    TypeCheck(String query) {
        this.errors = new Errors(query);
        this.selectors = new SelectorCheck(errors);
        this.binaries = new BinaryCheck(query, errors);
        this.calls = new CallCheck(errors, selectors, this);
    }

    /** @throws ParseException with the first thing that does not fit */
    void check(Expr root) {
        visit(root);
        errors.throwFirst();
    }

    void visit(Expr expr) {
        switch (expr) {
            case AggregateExpr aggregate -> aggregate(aggregate);
            case BinaryExpr binary -> binary(binary);
            case Call call -> calls.check(call);
            case MatrixSelector matrix -> visit(matrix.selector());
            case ParenExpr paren -> visit(paren.expr());
            case SubqueryExpr subquery -> subquery(subquery);
            case UnaryExpr unary -> unary(unary);
            case VectorSelector selector -> selectors.check(selector);
            case NumberLiteral number -> {}
            case StringLiteral string -> {}
        }
    }

    void expect(Expr expr, ValueType wanted, String where) {
        visit(expr);
        errors.expectType(expr, wanted, expr.position(), where);
    }

    private void aggregate(AggregateExpr aggregate) {
        expect(aggregate.expr(), ValueType.VECTOR, "aggregation expression");
        Expr param = aggregate.param();
        if (param != null) {
            boolean text = aggregate.op() == Aggregator.COUNT_VALUES;
            expect(param, text ? ValueType.STRING : ValueType.SCALAR, "aggregation parameter");
        }
    }

    /** The left side in a loop: chains are longer than a stack is deep. */
    private void binary(BinaryExpr root) {
        Deque<BinaryExpr> chain = new ArrayDeque<>();
        Expr left = root;
        while (left instanceof BinaryExpr binary) {
            chain.push(binary);
            left = binary.lhs();
        }
        visit(left);
        for (BinaryExpr binary : chain) {
            visit(binary.rhs());
            binaries.check(binary);
        }
    }

    private void subquery(SubqueryExpr subquery) {
        visit(subquery.expr());
        ValueType type = subquery.expr().type();
        if (type != ValueType.VECTOR) {
            errors.add(
                    subquery.position(), "subquery is only allowed on instant vector, got " + type.text() + " instead");
        }
    }

    private void unary(UnaryExpr unary) {
        visit(unary.expr());
        ValueType type = unary.expr().type();
        if (type != ValueType.SCALAR && type != ValueType.VECTOR) {
            errors.add(
                    unary.position(),
                    "unary expression only allowed on expressions of type scalar or instant vector, got "
                            + Quotes.quote(type.documented()));
        }
    }
}
