/** What is told of a query: its plan as a tree, what shards are asked, and what became of that. */
@NullMarked
package io.promshard.query.explain;

import org.jspecify.annotations.NullMarked;
