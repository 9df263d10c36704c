package io.promshard.query.engine;

import io.promshard.query.engine.eval.Cut;
import io.promshard.query.engine.eval.Engine;
import io.promshard.query.engine.eval.Query;
import io.promshard.query.promql.ast.AggregateExpr;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.printer.PromqlPrinter;
import io.promshard.query.promql.rewrite.Shares;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Series that several shards have, each of which evaluates its share of aggregations alone. Remembers what it was asked. */
final class SplitLeaves implements LeafSource, Cut {

    private static final Engine SHARD = new Engine(1_000_000, Duration.ofMinutes(1));

    private final List<TextLeaves> shards;
    final List<String> asked = new ArrayList<>();

    SplitLeaves(List<TextLeaves> shards) {
        this.shards = List.copyOf(shards);
    }

    @Override
    public boolean isLeaf(Expr expr) {
        return expr instanceof VectorSelector;
    }

    @Override
    public boolean isShared(AggregateExpr aggregate) {
        return aggregate.expr() instanceof VectorSelector
                && !Shares.kinds(aggregate.op()).isEmpty();
    }

    @Override
    public Vectors fetch(LeafRequest leaf) {
        asked.add(PromqlPrinter.print(leaf.expr()));
        return Vectors.of(shards.stream()
                .flatMap(shard -> shard.fetch(leaf).series().stream())
                .toList());
    }

    @Override
    public List<Vectors> shares(ShareRequest request) {
        return shards.stream().map(shard -> share(request, shard)).toList();
    }

    private static Vectors share(ShareRequest request, TextLeaves shard) {
        Expr expr = Shares.of(request.aggregate());
        String text = PromqlPrinter.print(expr);
        QueryResult result = SHARD.prepare(new Query(expr, text, request.grid()), new EachSelector())
                .run(shard);
        List<Series> series = switch (result.value()) {
            case QueryValue.Vector vector -> vector.series();
            case QueryValue.Matrix matrix -> matrix.series();
            case QueryValue.Ranges ranges -> throw new IllegalStateException("no range is asked for");
            case QueryValue.Scalar scalar -> throw new IllegalStateException("a share is a vector");
            case QueryValue.StringValue string -> throw new IllegalStateException("a share is a vector");
        };
        return new Vectors(series, placed(result.warnings()), placed(result.infos()));
    }

    /** Of the selector, or of the aggregation, which is what these operators speak of. */
    private static List<String> placed(List<String> notes) {
        return notes.stream()
                .map(note -> note.replaceAll(" \\(.*\\)$", note.contains(" in topk ") ? "" : " (1:1)"))
                .toList();
    }
}
