/**
 * Facts about an expression and a topology, beside the tree and never in it: who can answer, and what a shard that lacks the
 * feature label can be asked. Pure: knows {@code promql} and {@code topology}.
 */
@NullMarked
package io.promshard.query.analysis;

import org.jspecify.annotations.NullMarked;
