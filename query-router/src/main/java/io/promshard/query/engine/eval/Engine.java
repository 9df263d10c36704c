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
     * @param isLeaf whether others compute an expression as a whole; asked from the outside inwards, and not about what is within
     *     a leaf. Only instant vectors become leaves, whatever it says. Selectors have to be leaves, or within them. It sees the
     *     tree of {@link TimesOfAt#written}, whose nodes are the same ones if the query's expression comes from there already.
     * @throws io.promshard.query.engine.EngineException.Unsupported if a range of scraped samples is within no leaf
     * @throws io.promshard.query.engine.EngineException.BadData if a duration is none
     */
    public Evaluation prepare(Query query, Predicate<Expr> isLeaf) {
        return prepare(query, isLeaf, selector -> false);
    }

    /**
     * Finds out what is to be asked of others.
     *
     * @param isLeaf as above; within no leaf there is a selector whose series others may have twice
     * @param isRead whether a selector that is within no leaf is evaluated of the samples that were scraped
     * @throws io.promshard.query.engine.EngineException.Unsupported if a selector is neither
     * @throws io.promshard.query.engine.EngineException.BadData if a duration is none
     */
    public Evaluation prepare(Query query, Predicate<Expr> isLeaf, Predicate<VectorSelector> isRead) {
        Expr expr = TimesOfAt.written(query.expr(), query.grid());
        NodeTree tree = new NodeTree(isLeaf, isRead, new StepInvariance(expr), query.lookbackMillis(), defaultStep);
        Node root = tree.of(expr, query.grid());
        return new Evaluation(query, root, tree.leaves(), tree.reads(), maxSamples, defaultStep);
    }
}
