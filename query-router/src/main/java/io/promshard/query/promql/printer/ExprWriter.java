package io.promshard.query.promql.printer;

import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.BinaryExpr;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.NumberLiteral;
import io.promshard.query.promql.ast.ParenExpr;
import io.promshard.query.promql.ast.StringLiteral;
import io.promshard.query.promql.ast.SubqueryExpr;
import io.promshard.query.promql.ast.UnaryExpr;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.text.Quotes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/** Writes one tree on one line. */
final class ExprWriter {

    private final StringBuilder out = new StringBuilder();
    private final Spans spans;

    private final Function<BinaryExpr, String> heads;

    ExprWriter(Spans spans) {
        this(spans, Heads::of);
    }

    /** @param heads writes operators between expressions */
    ExprWriter(Spans spans, Function<BinaryExpr, String> heads) {
        this.spans = spans;
        this.heads = heads;
    }

    String write(Expr expr) {
        append(expr);
        return out.toString();
    }

    private void append(Expr expr) {
        int start = out.length();
        switch (expr) {
            case AggregateExpr e -> aggregate(e);
            case BinaryExpr e -> binary(e);
            case Call e -> call(e);
            case MatrixSelector e -> matrix(e);
            case NumberLiteral e -> out.append(DurationWriter.write(e));
            case ParenExpr e -> paren(e);
            case StringLiteral e -> out.append(Quotes.quote(e.value()));
            case SubqueryExpr e -> subquery(e);
            case UnaryExpr e -> unary(e);
            case VectorSelector e -> out.append(SelectorWriter.write(e)).append(Suffixes.of(e));
        }
        spans.wrote(expr, start, out.length());
    }

    private void aggregate(AggregateExpr e) {
        out.append(Heads.of(e)).append('(');
        if (e.param() != null) {
            append(e.param());
            out.append(", ");
        }
        append(e.expr());
        out.append(')');
    }

    /** The left side in a loop: chains are longer than a stack is deep. */
    private void binary(BinaryExpr root) {
        int start = out.length();
        Deque<BinaryExpr> chain = new ArrayDeque<>();
        Expr left = root;
        while (left instanceof BinaryExpr binary) {
            chain.push(binary);
            left = binary.lhs();
        }
        append(left);
        for (BinaryExpr binary : chain) {
            out.append(' ').append(heads.apply(binary)).append(' ');
            append(binary.rhs());
            spans.wrote(binary, start, out.length());
        }
    }

    private void call(Call e) {
        out.append(e.function().name()).append('(');
        String separator = "";
        for (Expr arg : e.args()) {
            out.append(separator);
            append(arg);
            separator = ", ";
        }
        out.append(')');
    }

    private void matrix(MatrixSelector e) {
        out.append(SelectorWriter.write(e.selector())).append(Suffixes.of(e));
    }

    private void paren(ParenExpr e) {
        out.append('(');
        append(e.expr());
        out.append(')');
    }

    private void subquery(SubqueryExpr e) {
        append(e.expr());
        out.append(Suffixes.of(e));
    }

    private void unary(UnaryExpr e) {
        out.append(e.op().text());
        append(e.expr());
    }
}
