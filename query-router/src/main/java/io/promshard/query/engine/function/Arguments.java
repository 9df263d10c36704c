package io.promshard.query.engine.function;

import io.promshard.query.engine.Annotations;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.Operand;
import io.promshard.query.engine.Series;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.PositionRange;
import java.util.List;

/**
 * What a function is called with.
 *
 * @param values of the call's arguments, all on the grid
 */
public record Arguments(Call call, List<Operand> values, Grid grid, Annotations notes) {

    public Arguments {
        values = List.copyOf(values);
    }

    public int count() {
        return values.size();
    }

    /** The series of an instant vector. */
    public List<Series> series(int index) {
        if (values.get(index) instanceof Operand.InstantVector(List<Series> series)) {
            return series;
        }
        throw wrongType(index);
    }

    /** The numbers of a scalar, one for each step. */
    public double[] numbers(int index) {
        if (values.get(index) instanceof Operand.Scalars scalars) {
            return scalars.values();
        }
        throw wrongType(index);
    }

    public String text(int index) {
        if (values.get(index) instanceof Operand.Text(String text)) {
            return text;
        }
        throw wrongType(index);
    }

    public Operand.RangeVector range(int index) {
        if (values.get(index) instanceof Operand.RangeVector range) {
            return range;
        }
        throw wrongType(index);
    }

    /** The expression of an argument, without parentheses. */
    public Expr expr(int index) {
        Expr expr = call.args().get(index);
        while (expr instanceof ParenExpr(Expr inner, PositionRange position)) {
            expr = inner;
        }
        return expr;
    }

    public PositionRange position(int index) {
        return expr(index).position();
    }

    private IllegalArgumentException wrongType(int index) {
        return new IllegalArgumentException(
                "argument " + index + " of " + call.function().name() + " has another type");
    }
}
