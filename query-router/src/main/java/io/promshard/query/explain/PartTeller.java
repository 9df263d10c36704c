package io.promshard.query.explain;

import io.promshard.query.engine.LeafRequest;
import io.promshard.query.engine.RawRequest;
import io.promshard.query.engine.ShareRequest;
import io.promshard.query.engine.eval.Part;
import io.promshard.query.exec.Ask;
import io.promshard.query.exec.LeafFetcher.Asked;
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
import io.promshard.query.promql.printer.PromqlPrinter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Tells what is done for a query that is evaluated here. Used by one thread, once; so many parts and no more. */
public final class PartTeller {

    /** Below what readers of JSON take; what is computed deeper is told without what it is computed by. */
    private static final int DEEPEST = 60;

    private static final int MOST = 2000;

    private final Asks asks;
    private int told;

    public PartTeller(Asks asks) {
        this.asks = asks;
    }

    /** Knows what shards are asked. */
    public interface Asks {

        Asked of(LeafRequest leaf);

        Asked of(ShareRequest share);

        List<Ask> of(RawRequest read);

        /** Why an expression is not left to shards. */
        String why(Expr expr);
    }

    /** A part, with those within. */
    public ToldPart tell(Part root) {
        return tell(root, 0);
    }

    private ToldPart tell(Part part, int depth) {
        if (part.expr() instanceof ParenExpr) {
            return tell(part.parts().getFirst(), depth);
        }
        told++;
        LeafRequest leaf = part.leaf();
        ShareRequest share = part.share();
        RawRequest read = part.read();
        if (leaf != null) {
            return asked(part, asks.of(leaf));
        }
        if (share != null) {
            return asked(part, asks.of(share)).or(all(part.parts(), depth + 1));
        }
        if (read != null) {
            List<Ask> reads = part.grid().steps() == 0 ? List.of() : asks.of(read);
            return ToldPart.asked("read", PromqlPrinter.print(part.expr()), asks.why(part.expr()), reads);
        }
        List<? extends Part> parts = depth < DEEPEST ? part.parts() : sources(part);
        return ToldPart.computed(head(part.expr()), asks.why(part.expr()), all(parts, depth + 1));
    }

    private static ToldPart asked(Part part, Asked asked) {
        return ToldPart.asked(
                asked.plan().kind(), PromqlPrinter.print(part.expr()), Whys.of(asked.plan()), asked.asks());
    }

    private List<ToldPart> all(List<? extends Part> parts, int depth) {
        List<ToldPart> all = new ArrayList<>();
        for (Part part : parts) {
            if (told < MOST) {
                all.add(tell(part, depth));
            } else if (told == MOST) {
                told++;
                all.add(ToldPart.computed("…", "there are more than " + MOST + " parts", List.of()));
            }
        }
        return all;
    }

    /** What is asked of others within a part. */
    private static List<Part> sources(Part part) {
        List<Part> sources = new ArrayList<>();
        Deque<Part> open = new ArrayDeque<>(part.parts());
        while (!open.isEmpty()) {
            Part next = open.pop();
            if (next.leaf() != null || next.share() != null || next.read() != null) {
                sources.add(next);
            } else {
                next.parts().reversed().forEach(open::push);
            }
        }
        return sources;
    }

    /** An expression without those within. */
    private static String head(Expr expr) {
        return switch (expr) {
            case AggregateExpr aggregate -> PromqlPrinter.printHead(aggregate);
            case BinaryExpr binary -> PromqlPrinter.printHead(binary);
            case Call call -> call.function().name() + "()";
            case ParenExpr paren -> "()";
            case SubqueryExpr subquery -> "subquery";
            case UnaryExpr unary -> unary.op().text();
            case MatrixSelector matrix -> PromqlPrinter.print(matrix);
            case NumberLiteral number -> PromqlPrinter.print(number);
            case StringLiteral string -> PromqlPrinter.print(string);
            case VectorSelector selector -> PromqlPrinter.print(selector);
        };
    }
}
