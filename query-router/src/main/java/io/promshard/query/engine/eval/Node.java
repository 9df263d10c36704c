package io.promshard.query.engine.eval;

import io.promshard.query.engine.Grid;
import io.promshard.query.engine.LeafRequest;
import io.promshard.query.engine.RawRequest;
import io.promshard.query.engine.ShareRequest;
import io.promshard.query.promql.ast.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression of the tree with the times at which it is evaluated.
 *
 * @param parts in the order of {@code Operands.of}; none of a leaf
 * @param leaf what others are asked instead, null if there is nothing to ask
 * @param share what others are asked first; where that does not tell enough, the parts are evaluated
 * @param reach what it reads of what was scraped, null of all but selectors, and of {@code timestamp()} of one
 */
record Node(
        Expr expr,
        Grid grid,
        List<Node> parts,
        @Nullable LeafRequest leaf,
        @Nullable ShareRequest share,
        @Nullable Reach reach)
        implements Part {

    Node {
        parts = List.copyOf(parts);
    }

    @Override
    public @Nullable RawRequest read() {
        return reach == null ? null : reach.request();
    }
}
