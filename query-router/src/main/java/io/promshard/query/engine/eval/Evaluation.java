package io.promshard.query.engine.eval;

import io.promshard.query.engine.Annotations;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.LeafRequest;
import io.promshard.query.engine.LeafSource;
import io.promshard.query.engine.Operand;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Operand.RangeVector;
import io.promshard.query.engine.Operand.Scalars;
import io.promshard.query.engine.Operand.Text;
import io.promshard.query.engine.QueryResult;
import io.promshard.query.engine.QueryValue;
import io.promshard.query.engine.SampleBudget;
import io.promshard.query.engine.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A query that is ready to run, once its leaves are there. Immutable. */
public final class Evaluation {

    private final Query query;
    private final Node root;
    private final List<LeafRequest> leaves;
    private final long maxSamples;
    private final long defaultStep;

    Evaluation(Query query, Node root, List<LeafRequest> leaves, long maxSamples, long defaultStep) {
        this.query = query;
        this.root = root;
        this.leaves = List.copyOf(leaves);
        this.maxSamples = maxSamples;
        this.defaultStep = defaultStep;
    }

    /** All that the source will be asked, each of it once, though two may be equal. */
    public List<LeafRequest> leaves() {
        return leaves;
    }

    /**
     * The answer. Asks the source leaf by leaf, and blocks as it does.
     *
     * @throws io.promshard.query.engine.EngineException if there is none
     */
    public QueryResult run(LeafSource source) {
        Annotations notes = new Annotations();
        Operand operand = new Evaluator(source, notes, new SampleBudget(maxSamples), defaultStep).evaluate(root);
        int steps = query.grid().steps();
        Operand value = root.grid().steps() == steps ? operand : Shapes.repeated(operand, steps);
        QueryValue answer =
                query.grid().isInstant() ? instant(value, query.grid().startMillis()) : range(value);
        return new QueryResult(answer, notes.warnings(query.text()), notes.infos(query.text()));
    }

    private static QueryValue instant(Operand value, long millis) {
        return switch (value) {
            case Scalars scalars -> new QueryValue.Scalar(millis, scalars.values()[0]);
            case Text text -> new QueryValue.StringValue(millis, text.value());
            case InstantVector vector -> new QueryValue.Vector(millis, present(vector.series()));
            case RangeVector range -> sorted(range.grid(), range.series());
        };
    }

    private QueryValue range(Operand value) {
        return sorted(query.grid(), Shapes.vector(value).series());
    }

    private static QueryValue sorted(Grid grid, List<Series> series) {
        List<Series> sorted = new ArrayList<>(present(series));
        sorted.sort(Comparator.comparing(Series::labels));
        return new QueryValue.Matrix(grid, sorted);
    }

    private static List<Series> present(List<Series> series) {
        return series.stream().filter(one -> !one.column().isEmpty()).toList();
    }
}
