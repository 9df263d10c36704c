/** Walks and rebuilds trees of PromQL, of whatever depth the parser allows. Knows the tree only. */
@NullMarked
package io.promshard.query.promql.rewrite;

import org.jspecify.annotations.NullMarked;
