package io.promshard.query.engine.eval;

import io.promshard.query.engine.LeafRequest;
import io.promshard.query.promql.ast.Call;

/** Tells a call that is computed from another one's value, as {@code absent_over_time()} is, from one that is a leaf itself. */
final class AbsentLeaf {

    private AbsentLeaf() {}

    static boolean is(Call call, LeafRequest leaf) {
        return leaf.expr() instanceof Call asked && !asked.function().equals(call.function());
    }
}
