/**
 * The tree of a PromQL expression: immutable records with Prometheus' names. It says what was written; facts that
 * planning adds live beside it. Knows {@code model} only.
 */
@NullMarked
package io.promshard.query.promql.ast;

import org.jspecify.annotations.NullMarked;
