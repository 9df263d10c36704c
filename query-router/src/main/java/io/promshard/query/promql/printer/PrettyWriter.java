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
import java.util.ArrayDeque;
import java.util.Deque;

/** Splits what is too long for a line at its parts, each of which is indented by its level. */
final class PrettyWriter {

    private static final String INDENT = "  ";

    private final Expr root;
    private final OneLine line;
    private final StringBuilder out = new StringBuilder();

    PrettyWriter(Expr root) {
        this.root = root;
        this.line = new OneLine(root);
    }

    String write() {
        append(root, 0);
        return out.toString();
    }

    private void append(Expr expr, int level) {
        switch (expr) {
            case NumberLiteral e -> whole(e, level);
            case StringLiteral e -> whole(e, level);
            case VectorSelector e -> whole(e, level);
            case MatrixSelector e -> whole(e, level);
            case UnaryExpr e -> unary(e, level);
            case SubqueryExpr e -> subquery(e, level);
            case AggregateExpr e -> wholeOr(e, level, () -> aggregate(e, level));
            case BinaryExpr e -> binary(e, level);
            case Call e -> wholeOr(e, level, () -> call(e, level));
            case ParenExpr e -> wholeOr(e, level, () -> paren(e, level));
        }
    }

    private void whole(Expr expr, int level) {
        indent(level).append(line.text(expr));
    }

    private void wholeOr(Expr expr, int level, Runnable split) {
        if (line.isTooLong(expr)) {
            split.run();
        } else {
            whole(expr, level);
        }
    }

    private void aggregate(AggregateExpr e, int level) {
        indent(level).append(Heads.of(e)).append("(\n");
        if (e.param() != null) {
            append(e.param(), level + 1);
            out.append(",\n");
        }
        append(e.expr(), level + 1);
        close(level);
    }

    /** The left side, each operator of which is a level, in a loop: chains are longer than a stack is deep. */
    private void binary(BinaryExpr root, int rootLevel) {
        Deque<BinaryExpr> chain = new ArrayDeque<>();
        Expr left = root;
        while (left instanceof BinaryExpr binary && line.isTooLong(binary)) {
            chain.push(binary);
            left = binary.lhs();
        }
        int level = rootLevel + chain.size();
        if (left instanceof BinaryExpr) {
            whole(left, level);
        } else {
            append(left, level);
        }
        for (BinaryExpr binary : chain) {
            level--;
            out.append('\n');
            indent(level).append(Heads.of(binary)).append('\n');
            append(binary.rhs(), level + 1);
        }
    }

    private void call(Call e, int level) {
        indent(level).append(e.function().name()).append("(\n");
        String separator = "";
        for (Expr arg : e.args()) {
            out.append(separator);
            append(arg, level + 1);
            separator = ",\n";
        }
        close(level);
    }

    private void paren(ParenExpr e, int level) {
        indent(level).append("(\n");
        append(e.expr(), level + 1);
        close(level);
    }

    /** Not indented if it is short, as in Prometheus. */
    private void subquery(SubqueryExpr e, int level) {
        if (line.isTooLong(e)) {
            append(e.expr(), level);
            out.append(Suffixes.of(e));
        } else {
            out.append(line.text(e));
        }
    }

    private void unary(UnaryExpr e, int level) {
        indent(level).append(e.op().text());
        int start = out.length();
        append(e.expr(), level);
        int end = start;
        while (out.charAt(end) == ' ') {
            end++;
        }
        out.delete(start, end);
    }

    private void close(int level) {
        out.append('\n');
        indent(level).append(')');
    }

    private StringBuilder indent(int level) {
        return out.repeat(INDENT, level);
    }
}
