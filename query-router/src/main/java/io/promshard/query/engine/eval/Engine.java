package io.promshard.query.engine.eval;

import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.VectorSelector;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Evaluates PromQL of Prometheus 3.5 over leaves that others have evaluated, and over samples as they were scraped. Keeps no state; any thread may use it.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/engine.go">engine.go</a>
 */
public final class Engine {

    private final long maxSamples;
    private final long defaultStep;

    /**
     * An engine.
     *
     * @param maxSamples that one query may hold; as {@code --query.max-samples}
     * @param subqueryStep of subqueries that have none; as the {@code evaluation_interval}
     */
    public Engine(long maxSamples, Duration subqueryStep) {
        this.maxSamples = maxSamples;
        this.defaultStep = subqueryStep.toMillis();
    }

    /**
     * Finds out what is to be asked of others.
     *
     * @param cut sees the tree of {@link TimesOfAt#written}, whose nodes are the same ones if the query's expression comes from
     *     there already
     * @throws io.promshard.query.engine.EngineException.Unsupported if a range of scraped samples is within no leaf
     * @throws io.promshard.query.engine.EngineException.BadData if a duration is none
     */
    public Evaluation prepare(Query query, Cut cut) {
        return prepare(query, cut, selector -> false);
    }

    /**
     * Finds out what is to be asked of others.
     *
     * @param cut as above; within no leaf there is a selector whose series others may have twice
     * @param isRead whether a selector that is within no leaf is evaluated of the samples that were scraped
     * @throws io.promshard.query.engine.EngineException.Unsupported if a selector is neither
     * @throws io.promshard.query.engine.EngineException.BadData if a duration is none
     */
    public Evaluation prepare(Query query, Cut cut, Predicate<VectorSelector> isRead) {
        Expr expr = TimesOfAt.written(query.expr(), query.grid());
        NodeTree tree = new NodeTree(cut, isRead, new StepInvariance(expr), query.lookbackMillis(), defaultStep);
        Node root = tree.of(expr, query.grid());
        return new Evaluation(query, root, tree.leaves(), tree.shares(), tree.reads(), maxSamples, defaultStep);
    }
}
