package io.promshard.query.engine.eval;

import io.promshard.query.engine.Annotations;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.LeafRequest;
import io.promshard.query.engine.LeafSource;
import io.promshard.query.engine.Operand;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Operand.RangeVector;
import io.promshard.query.engine.RangeSeries;
import io.promshard.query.engine.RawSource;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.Vectors;
import io.promshard.query.engine.histogram.PrintedHistograms;
import io.promshard.query.promql.ast.Call;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.FunctionSignature;
import io.promshard.query.promql.ast.MatrixSelector;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.parser.Functions;
import java.util.List;

/** Brings the values of nodes that are not computed here, or of samples, with what is to be noted of them. Used by one thread. */
final class Leaves {

    private static final FunctionSignature TIMESTAMP =
            Functions.find("timestamp").orElseThrow();

    private final LeafSource source;
    private final RawSource raw;
    private final Annotations notes;

    Leaves(LeafSource source, RawSource raw, Annotations notes) {
        this.source = source;
        this.raw = raw;
        this.notes = notes;
    }

    /** What shards have evaluated of an expression. */
    Operand fetched(LeafRequest leaf, Expr expr) {
        if (leaf.grid().steps() == 0) {
            return new InstantVector(List.of());
        }
        Vectors vectors = source.fetch(leaf);
        notes.addAll(vectors, expr.position());
        return new InstantVector(PrintedHistograms.completed(vectors.series()));
    }

    /** What is made of samples as they were scraped. */
    Operand read(Expr expr, Reach reach, Grid grid) {
        List<RangeSeries.Raw> series = grid.steps() == 0 ? List.of() : raw.read(reach.request());
        return switch (expr) {
            case MatrixSelector matrix ->
                new RangeVector(series, reach.reachMillis(), reach.offsetMillis(), reach.at());
            case VectorSelector selector -> NewestSamples.values(series, reach, grid);
            default -> NewestSamples.times(series, reach, grid);
        };
    }

    /** When the samples of a node's series were scraped, those that a selector selects among them. */
    List<Series> timestamps(VectorSelector selector, Node node) {
        if (node.reach() == null) {
            Call call = new Call(TIMESTAMP, List.of(selector), selector.position());
            return source.fetch(new LeafRequest(call, node.grid())).series();
        }
        List<RangeSeries.Raw> selected = raw.read(node.reach().request()).stream()
                .filter(series -> selector.matchers().stream()
                        .allMatch(matcher -> matcher.matches(series.labels().get(matcher.name()))))
                .toList();
        return NewestSamples.times(selected, node.reach().forTimestamps(), node.grid())
                .series();
    }
}
