package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.Cardinality;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.ast.ValueType;
import io.promshard.query.promql.ast.VectorMatching;
import io.promshard.query.promql.text.Quotes;

/** Whether an operator fits what stands on its sides, which is checked. */
final class BinaryCheck {

    private final String query;
    private final Errors errors;

    BinaryCheck(String query, Errors errors) {
        this.query = query;
        this.errors = errors;
    }

    void check(BinaryExpr binary) {
        ValueType left = binary.lhs().type();
        ValueType right = binary.rhs().type();
        checkBool(binary, left == ValueType.SCALAR && right == ValueType.SCALAR);
        checkLabels(binary);
        checkSide(binary.lhs(), left);
        checkSide(binary.rhs(), right);
        checkMatching(binary, left == ValueType.VECTOR && right == ValueType.VECTOR);
        if (binary.op().isSet() && (left == ValueType.SCALAR || right == ValueType.SCALAR)) {
            errors.add(
                    binary.position(), "set operator " + operator(binary) + " not allowed in binary scalar expression");
        }
    }

    private void checkBool(BinaryExpr binary, boolean scalars) {
        if (binary.returnBool() && !binary.op().isComparison()) {
            errors.add(operatorPosition(binary), "bool modifier can only be used on comparison operators");
        }
        if (binary.op().isComparison() && !binary.returnBool() && scalars) {
            errors.add(operatorPosition(binary), "comparisons between scalars must use BOOL modifier");
        }
    }

    private void checkLabels(BinaryExpr binary) {
        VectorMatching matching = binary.matching();
        if (matching == null || !matching.on()) {
            return;
        }
        for (String label : matching.labels()) {
            if (matching.include().contains(label)) {
                errors.add(
                        operatorPosition(binary),
                        "label " + Quotes.quote(label) + " must not occur in ON and GROUP clause at once");
            }
        }
    }

    private void checkSide(Expr side, ValueType type) {
        if (type != ValueType.SCALAR && type != ValueType.VECTOR) {
            errors.add(side.position(), "binary expression must contain only scalar and instant vector types");
        }
    }

    private void checkMatching(BinaryExpr binary, boolean vectors) {
        VectorMatching matching = binary.matching();
        if (matching == null) {
            return;
        }
        if (!vectors) {
            errors.add(binary.position(), "vector matching only allowed between instant vectors");
        } else if (binary.op().isSet() && matching.card() != Cardinality.MANY_TO_MANY) {
            errors.add(binary.position(), "no grouping allowed for " + operator(binary) + " operation");
        }
    }

    private static String operator(BinaryExpr binary) {
        return Quotes.quote(binary.op().text());
    }

    /** From the operator to the right side. */
    private PositionRange operatorPosition(BinaryExpr binary) {
        int start = binary.lhs().position().end();
        while (Characters.isSpace(query.charAt(start))) {
            start++;
        }
        return new PositionRange(start, binary.rhs().position().start());
    }
}
