/**
 * PromQL of Prometheus 3.5, from text to a checked tree: characters to {@code Token} to {@code Expr} to
 * {@code TypeCheck}. The first error ends it, with Prometheus' words and place. Knows {@code model}, {@code text} and
 * the tree.
 */
@NullMarked
package io.promshard.query.promql.parser;

import org.jspecify.annotations.NullMarked;
