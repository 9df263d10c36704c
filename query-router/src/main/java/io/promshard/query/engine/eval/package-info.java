/** The walk over the tree: which leaves on which grids, and what to do with their series. */
@NullMarked
package io.promshard.query.engine.eval;

import org.jspecify.annotations.NullMarked;
