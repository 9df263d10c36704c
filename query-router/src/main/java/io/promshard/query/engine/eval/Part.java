package io.promshard.query.engine.eval;

import io.promshard.query.engine.Grid;
import io.promshard.query.engine.LeafRequest;
import io.promshard.query.engine.RawRequest;
import io.promshard.query.engine.ShareRequest;
import io.promshard.query.promql.ast.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression of a query that is evaluated here, and where its value comes from: at most one of leaf, share and read, or its parts. */
public interface Part {

    Expr expr();

    /** The times at which it is evaluated. */
    Grid grid();

    /** What it is made of; of a share, what is asked where that does not tell enough. */
    List<? extends Part> parts();

    /** What others compute as a whole. */
    @Nullable LeafRequest leaf();

    /** Of what others compute shares. */
    @Nullable ShareRequest share();

    /** What is read as it was scraped. */
    @Nullable RawRequest read();
}
