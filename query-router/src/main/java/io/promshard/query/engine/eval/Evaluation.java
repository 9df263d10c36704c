package io.promshard.query.engine.eval;

import io.promshard.query.engine.Annotations;
import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.LeafRequest;
import io.promshard.query.engine.LeafSource;
import io.promshard.query.engine.Operand;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Operand.RangeVector;
import io.promshard.query.engine.Operand.Scalars;
import io.promshard.query.engine.Operand.Text;
import io.promshard.query.engine.QueryResult;
import io.promshard.query.engine.QueryValue;
import io.promshard.query.engine.RangeSeries;
import io.promshard.query.engine.RawRequest;
import io.promshard.query.engine.RawSource;
import io.promshard.query.engine.SampleBudget;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.ShareRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A query that is ready to run, once its leaves are there. Immutable. */
public final class Evaluation {

    private final Query query;
    private final Node root;
    private final List<LeafRequest> leaves;
    private final List<ShareRequest> shares;
    private final List<RawRequest> reads;
    private final long maxSamples;
    private final long defaultStep;

    Evaluation(
            Query query,
            Node root,
            List<LeafRequest> leaves,
            List<ShareRequest> shares,
            List<RawRequest> reads,
            long maxSamples,
            long defaultStep) {
        this.query = query;
        this.root = root;
        this.leaves = List.copyOf(leaves);
        this.shares = List.copyOf(shares);
        this.reads = List.copyOf(reads);
        this.maxSamples = maxSamples;
        this.defaultStep = defaultStep;
    }

    /** What is done, from the outermost expression on. */
    public Part root() {
        return root;
    }

    /** All leaves that the source will be asked in any case, each of it once, though two may be equal. */
    public List<LeafRequest> leaves() {
        return leaves;
    }

    /** All shares that the source will be asked; where they do not tell enough, it is asked for leaves in their place. */
    public List<ShareRequest> shares() {
        return shares;
    }

    /** All that will be read of what was scraped, each of it once, though two may be equal. */
    public List<RawRequest> reads() {
        return reads;
    }

    /**
     * The answer, where nothing is read of what was scraped. Asks the source leaf by leaf, and blocks as it does.
     *
     * @throws io.promshard.query.engine.EngineException if there is none
     */
    public QueryResult run(LeafSource source) {
        return run(source, request -> {
            throw new IllegalArgumentException("samples are read, and there is no source of them");
        });
    }

    /**
     * The answer. Asks the sources leaf by leaf, and blocks as they do.
     *
     * <p>What is put together of shares may be off in its last digits. Where an operator could make more of that, all is evaluated
     * twice more with these values disturbed; if that changes the answer, they are computed of the samples themselves.
     *
     * @throws io.promshard.query.engine.EngineException if there is none
     */
    public QueryResult run(LeafSource source, RawSource raw) {
        SharedResults shared = new SharedResults(source);
        Outcome plain = outcome(source, raw, shared, Reading.PLAIN);
        boolean steady = switch (Sensitivity.of(root, shared)) {
            case NONE -> true;
            case SHOWN ->
                plain.isLike(outcome(source, raw, shared, Reading.DISTURBED))
                        && plain.isLike(outcome(source, raw, shared, Reading.DISTURBED_CONVERSELY));
            case HIDDEN -> false;
        };
        return steady
                ? plain.get()
                : outcome(source, raw, shared, Reading.EXACT).get();
    }

    private Outcome outcome(LeafSource source, RawSource raw, SharedResults shared, Reading reading) {
        try {
            return new Outcome.Answer(run(source, raw, shared, reading));
        } catch (EngineException e) {
            return new Outcome.Failure(e);
        }
    }

    private QueryResult run(LeafSource source, RawSource raw, SharedResults shared, Reading reading) {
        Annotations notes = new Annotations();
        SampleBudget budget = new SampleBudget(maxSamples);
        Operand operand = new Evaluator(source, raw, shared, reading, notes, budget, defaultStep).evaluate(root);
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
            case RangeVector range -> ranges(range);
        };
    }

    private static QueryValue ranges(RangeVector range) {
        return new QueryValue.Ranges(range.series().stream()
                .<RangeSeries>map(series -> new RangeSeries.Raw(series.labels(), series.samples()))
                .filter(series -> !series.samples().isEmpty())
                .sorted(Comparator.comparing(RangeSeries::labels))
                .toList());
    }

    private QueryValue range(Operand value) {
        List<Series> sorted = new ArrayList<>(present(Shapes.vector(value).series()));
        sorted.sort(Comparator.comparing(Series::labels));
        return new QueryValue.Matrix(query.grid(), sorted);
    }

    private static List<Series> present(List<Series> series) {
        return series.stream().filter(one -> !one.column().isEmpty()).toList();
    }
}
